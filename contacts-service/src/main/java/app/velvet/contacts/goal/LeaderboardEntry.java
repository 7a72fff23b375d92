package app.velvet.contacts.goal;

/** How far one of the staff has got. */
record LeaderboardEntry(long id, String name, double currentAmount) {}
