/** Taking turns at what many want to change at once. */
package app.velvet.venues.turn;
