package app.velvet.contacts.importing;

/**
 * What became of a card.
 *
 * @param reason why it failed, else null
 */
record CardOutcome(Kind kind, String reason) {

    enum Kind {
        IMPORTED,
        SKIPPED,
        FAILED
    }

    static final CardOutcome IMPORTED = new CardOutcome(Kind.IMPORTED, null);

    /** Somebody has its email or phone already. */
    static final CardOutcome SKIPPED = new CardOutcome(Kind.SKIPPED, null);

    static CardOutcome failed(String reason) {
        return new CardOutcome(Kind.FAILED, reason);
    }
}
