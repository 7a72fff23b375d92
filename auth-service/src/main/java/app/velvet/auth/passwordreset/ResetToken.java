package app.velvet.auth.passwordreset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/** What proves that somebody reads the mails of an account. */
record ResetToken(String text) {

    static final Duration LIFETIME = Duration.ofHours(2);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static ResetToken random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ResetToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is stored of it. A slow hash is for what people choose; this is too random to be found by trying. */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "ResetToken";
    }
}
