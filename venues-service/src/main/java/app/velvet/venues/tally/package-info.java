/** The door counter: how many guests have come to an event, by who counted them and what they came as. */
package app.velvet.venues.tally;
