package app.velvet.venues.tally;

/**
 * A tally as it is answered and published.
 *
 * @param userId who counts
 * @param guestlistTypeId what these guests came as; null if as nothing special
 */
record TallyView(long id, TallyType type, long eventId, long userId, int actualCount, Long guestlistTypeId) {

    static TallyView of(Tally tally) {
        return new TallyView(
                tally.id(),
                tally.type(),
                tally.eventId(),
                tally.userId(),
                tally.actualCount(),
                tally.guestlistTypeId());
    }
}
