/** Events, who performs there, and the copies of their venues' floor plans that they took. */
package app.velvet.venues.event;
