/** What those who work at an event write down about their shift. */
package app.velvet.venues.shiftnote;
