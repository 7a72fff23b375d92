package app.velvet.venues.guestlist;

/**
 * One row of a list of guests.
 *
 * @param name words, with single blanks between them
 * @param notes null if there are none
 */
record GuestRow(String name, int males, int females, String notes) {}
