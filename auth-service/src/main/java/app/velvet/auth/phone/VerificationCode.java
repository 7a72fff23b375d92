package app.velvet.auth.phone;

import java.security.SecureRandom;
import java.time.Duration;

/** What proves that somebody reads the messages to a number. */
record VerificationCode(String digits) {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** How often a code may be guessed at. */
    static final int MOST_TRIES = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Does not begin with 0: an app that sends it as a number would lose that. */
    static VerificationCode random() {
        return new VerificationCode(String.valueOf(RANDOM.nextInt(100_000, 1_000_000)));
    }

    String message() {
        return "%s is your verification code. It is good for %d minutes.".formatted(digits, LIFETIME.toMinutes());
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "VerificationCode";
    }
}
