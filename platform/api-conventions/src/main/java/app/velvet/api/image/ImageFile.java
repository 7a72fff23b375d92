package app.velvet.api.image;

import java.util.Optional;
import java.util.regex.Pattern;

/** One of the files that an image is stored as. */
record ImageFile(ImageName image, ImageVariant variant) {

    private static final Pattern PATH = Pattern.compile("([a-z]+)/([A-Za-z0-9_-]{22})/([a-z0-9_]+)[.]([a-z]+)");

    /** Empty if no file can have this path. */
    static Optional<ImageFile> find(String path) {
        var parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return ImageVariant.of(parts.group(3))
                .flatMap(variant -> StoredType.of(parts.group(4))
                        .map(type -> new ImageName(parts.group(1), parts.group(2), type).file(variant)));
    }

    /** Relative, without anything that would lead elsewhere. */
    String path() {
        return image.folder() + "/" + variant.wireName() + "." + image.type().extension();
    }

    String mediaType() {
        return image.type().mediaType();
    }
}
