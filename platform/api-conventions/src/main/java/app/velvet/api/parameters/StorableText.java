package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text as PostgreSQL can keep it: well-formed, without NUL characters
 * (<a href="https://www.postgresql.org/docs/current/datatype-character.html">character types</a>).
 */
final class StorableText {

    private StorableText() {}

    /** @throws RefusedException if the bytes are not UTF-8 or hold a NUL */
    static String ofUtf8(byte[] bytes, int from, int to) {
        try {
            return checked(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
    }

    /** @throws RefusedException if the text holds a NUL or half of a surrogate pair */
    static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new RefusedException(ApiError.INVALID_PARAMS);
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new RefusedException(ApiError.INVALID_PARAMS);
                }
                i++;
            }
        }
        return text;
    }
}
