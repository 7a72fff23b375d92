package app.velvet.api.image;

import java.util.Optional;
import java.util.stream.Stream;

/** The sizes in which an image is kept. */
public enum ImageVariant {
    /** All of it, encoded anew. */
    ORIGINAL("original"),
    /** 100×100, out of the middle. */
    THUMB_100("thumb_100"),
    /** 200×200, out of the middle. */
    THUMB_200("thumb_200"),
    /** 320 wide, or as wide as the image if that is less. */
    MOBILE_THUMB("mobile_thumb");

    private final String wireName;

    ImageVariant(String wireName) {
        this.wireName = wireName;
    }

    static Optional<ImageVariant> of(String wireName) {
        return Stream.of(values())
                .filter(variant -> variant.wireName.equals(wireName))
                .findFirst();
    }

    String wireName() {
        return wireName;
    }
}
