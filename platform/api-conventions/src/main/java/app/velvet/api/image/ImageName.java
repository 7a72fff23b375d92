package app.velvet.api.image;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name under which an image is stored. It is never used again, and nobody can guess it.
 *
 * @param place what the image is of, e.g. {@code users}
 * @param token 128 random bits
 */
record ImageName(String place, String token, StoredType type) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 16;
    private static final Pattern TEXT = Pattern.compile("([a-z]+)/([A-Za-z0-9_-]{22})[.]([a-z]+)");

    static ImageName next(String place, StoredType type) {
        var token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return new ImageName(place, Base64.getUrlEncoder().withoutPadding().encodeToString(token), type);
    }

    /** @throws IllegalArgumentException if it is none that {@link #toString} wrote */
    static ImageName parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("Not the name of an image"));
    }

    private static Optional<ImageName> find(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? StoredType.of(parts.group(3)).map(type -> new ImageName(parts.group(1), parts.group(2), type))
                : Optional.empty();
    }

    ImageFile file(ImageVariant variant) {
        return new ImageFile(this, variant);
    }

    /** All its variants are stored under this path. */
    String folder() {
        return place + "/" + token;
    }

    /** As it is stored with what the image is of. */
    @Override
    public String toString() {
        return folder() + "." + type.extension();
    }
}
