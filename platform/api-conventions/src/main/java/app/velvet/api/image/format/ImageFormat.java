package app.velvet.api.image.format;

import java.nio.charset.StandardCharsets;

/** What an uploaded image can be, told by how it begins. */
public enum ImageFormat {
    JPEG("jpeg"),
    PNG("png"),
    GIF("gif"),
    WEBP("webp");

    private final String codecName;

    ImageFormat(String codecName) {
        this.codecName = codecName;
    }

    /** How decoders are asked for. */
    public String codecName() {
        return codecName;
    }

    static ImageFormat of(byte[] file) throws UnreadableImageException {
        if (hasAt(file, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (hasAt(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (hasAt(file, 0, "GIF87a") || hasAt(file, 0, "GIF89a")) {
            return GIF;
        }
        if (hasAt(file, 0, "RIFF") && hasAt(file, 8, "WEBP")) {
            return WEBP;
        }
        throw UnreadableImageException.notAnImage();
    }

    private static boolean hasAt(byte[] file, int position, String magic) {
        var expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < expected.length; i++) {
            if (position + i >= file.length || file[position + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
