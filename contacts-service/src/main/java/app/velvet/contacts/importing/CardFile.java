package app.velvet.contacts.importing;

import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.FilePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The cards as a request brings them: a file of a multipart body or, in another one, a text. Nobody has looked into them. */
final class CardFile {

    static final String FIELD = "contacts";

    private interface Content {
        InputStream open() throws IOException;
    }

    private final Content content;

    private CardFile(Content content) {
        this.content = content;
    }

    static CardFile read(Fields fields) {
        var value = fields.fileOrText(FIELD);
        if (value instanceof FilePart file) {
            return new CardFile(file::open);
        }
        if (value instanceof String text && !text.isBlank()) {
            return new CardFile(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
        fields.reject(FIELD, value == null || value instanceof String ? "can't be blank" : "is invalid");
        return null;
    }

    /** From the beginning, in UTF-8 if it says that it is in UTF-16. Reads a disk: not on an event loop. */
    InputStream open() throws IOException {
        return Utf8Stream.of(content.open());
    }

    /** How many cards there are, as far as {@code most} and one more. Not on an event loop. */
    int count(CardReader.Bounds bounds, int most) throws IOException {
        try (var file = open()) {
            var reader = new CardReader(file, 0, bounds);
            int count = 0;
            while (count <= most && reader.next().isPresent()) {
                count++;
            }
            return count;
        }
    }
}
