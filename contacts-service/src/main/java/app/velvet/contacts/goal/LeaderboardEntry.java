package app.velvet.contacts.goal;

/**
 * How far one of the staff has got.
 *
 * @param currentAmount null where that is not for the reader to know
 */
record LeaderboardEntry(long id, String name, Double currentAmount) {

    LeaderboardEntry withoutAmount() {
        return new LeaderboardEntry(id, name, null);
    }
}
