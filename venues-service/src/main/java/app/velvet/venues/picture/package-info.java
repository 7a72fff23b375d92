/** What venues, events and artists look like. */
package app.velvet.venues.picture;
