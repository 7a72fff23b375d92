package app.velvet.push.delivery;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Keeps a payload within its provider's limit by leaving out the end of what the user reads. */
public final class ShortenedMessage {

    private static final String ELLIPSIS = "…";

    private final UnaryOperator<String> payload;
    private final int mostBytes;

    /**
     * @param payload makes a payload of a message; a longer one never makes a shorter payload
     * @param mostBytes what it may have, as UTF-8
     */
    public ShortenedMessage(UnaryOperator<String> payload, int mostBytes) {
        this.payload = payload;
        this.mostBytes = mostBytes;
    }

    /** The payload with as much of the message as has room, and never with half a character. */
    public String payload(String message) {
        var whole = payload.apply(message);
        return fits(whole) ? whole : shortened(message);
    }

    private String shortened(String message) {
        int fitting = 0;
        int tooMany = message.codePointCount(0, message.length());
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) / 2;
            if (fits(payload.apply(beginning(message, middle)))) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return payload.apply(beginning(message, fitting));
    }

    private static String beginning(String message, int codePoints) {
        return message.substring(0, message.offsetByCodePoints(0, codePoints)) + ELLIPSIS;
    }

    private boolean fits(String made) {
        return made.getBytes(StandardCharsets.UTF_8).length <= mostBytes;
    }
}
