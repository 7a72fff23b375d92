package app.velvet.auth.phone;

/** What sending a message has led to. */
sealed interface SmsOutcome {

    /** The provider will see to it. */
    record Accepted() implements SmsOutcome {}

    /** It sends nothing to this number. Its reason may quote the number: for the user's eyes, not for a log. */
    record NumberRefused(String reason) implements SmsOutcome {

        @Override
        public String toString() {
            return "NumberRefused";
        }
    }

    /** It is away, or does not serve us; it is logged why. */
    record Failed() implements SmsOutcome {}
}
