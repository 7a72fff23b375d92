package app.velvet.events.command;

/**
 * What a try has led to.
 *
 * @param reason why it was not accepted; null if it was
 */
record CommandOutcome(Verdict verdict, String reason) {

    enum Verdict {
        ACCEPTED,
        /** The service will never do it: trying again is of no use before somebody has looked at it. */
        REFUSED,
        FAILED
    }

    private static final CommandOutcome ACCEPTED = new CommandOutcome(Verdict.ACCEPTED, null);

    /** The service has not answered: it is away, or too slow. */
    static final CommandOutcome MISSING = new CommandOutcome(Verdict.FAILED, "No answer");

    boolean isMissing() {
        return equals(MISSING);
    }

    /** What is wrong with our own token, or with how much is asked at once, passes. */
    static CommandOutcome ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return ACCEPTED;
        }
        var verdict =
                switch (status) {
                    case 401, 403, 408, 423, 425, 429 -> Verdict.FAILED;
                    default -> status >= 400 && status < 500 ? Verdict.REFUSED : Verdict.FAILED;
                };
        return new CommandOutcome(verdict, "Status " + status);
    }
}
