package app.velvet.venues.guestlist;

/** Whom one guestlist that is to be is for, and what is said about it. */
record Entry(long contactId, GuestlistPatch patch) {}
