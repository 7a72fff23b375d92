package app.velvet.api.image;

import java.util.Optional;
import java.util.stream.Stream;

/** What images are stored as: photographs as JPEG, what is transparent somewhere as PNG. */
enum StoredType {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png");

    private final String extension;
    private final String mediaType;

    StoredType(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    static Optional<StoredType> of(String extension) {
        return Stream.of(values())
                .filter(type -> type.extension.equals(extension))
                .findFirst();
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }
}
