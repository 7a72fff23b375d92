/** Venues and who works there. */
package app.velvet.venues.venue;
