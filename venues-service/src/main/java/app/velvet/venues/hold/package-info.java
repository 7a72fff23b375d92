/** Tables of events that promoters hold for guests of theirs. */
package app.velvet.venues.hold;
