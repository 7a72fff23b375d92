package app.velvet.api.image;

import app.velvet.api.image.format.UnreadableImageException;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.FilePart;
import java.io.IOException;
import java.util.Base64;

/**
 * An image as a request brings it: a file of a multipart body or, in another one, a {@code data:} URL. Nobody has looked
 * into it yet.
 */
public final class ImageUpload {

    private static final String DATA_URL = "data:";
    private static final String ENCODING = ";base64,";

    private final String field;
    private final Content content;

    private ImageUpload(String field, Content content) {
        this.field = field;
        this.content = content;
    }

    /** Reads an image field, as {@link Fields#patch} wants it; null where there is none or where it is cleared. */
    public static ImageUpload read(Fields fields, String name) {
        var value = fields.fileOrText(name);
        if (value instanceof FilePart file) {
            return new ImageUpload(name, () -> contentOf(file));
        }
        if (value == null || value instanceof String text && text.isBlank()) {
            return null;
        }
        if (value instanceof String url && url.startsWith(DATA_URL) && url.contains(ENCODING)) {
            return new ImageUpload(name, () -> decoded(url));
        }
        fields.reject(name, "is not an image");
        return null;
    }

    /** The field's name, for refusals. */
    String field() {
        return field;
    }

    /**
     * All of it. Reads a disk: not on an event loop.
     *
     * @throws UnreadableImageException if the URL is none
     */
    byte[] content() throws IOException, UnreadableImageException {
        return content.read();
    }

    private static byte[] contentOf(FilePart file) throws IOException {
        try (var stream = file.open()) {
            return stream.readAllBytes();
        }
    }

    private static byte[] decoded(String url) throws UnreadableImageException {
        try {
            return Base64.getDecoder().decode(url.substring(url.indexOf(ENCODING) + ENCODING.length()));
        } catch (IllegalArgumentException notBase64) {
            throw UnreadableImageException.notAnImage();
        }
    }

    private interface Content {
        byte[] read() throws IOException, UnreadableImageException;
    }
}
