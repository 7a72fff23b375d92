package app.velvet.contacts.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A card of a file.
 *
 * @param content what it says; null if it is none that could be read
 * @param problem what is wrong with it, as the end of a sentence that begins with the card; or null
 * @param end where in the file the next card can begin
 */
record Card(byte[] content, String problem, long end) {

    /** What writes no UTF-8 is Western and old, as a rule. */
    private static final Charset OTHERWISE = Charset.forName("windows-1252");

    static Card failed(String problem, long end) {
        return new Card(null, problem, end);
    }

    int size() {
        return content == null ? 0 : content.length;
    }

    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(content, OTHERWISE);
        }
    }
}
