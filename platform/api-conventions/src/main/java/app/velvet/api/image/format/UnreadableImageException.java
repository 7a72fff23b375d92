package app.velvet.api.image.format;

/** An upload is no image that is accepted. It has no stack trace, being an expected outcome. */
public class UnreadableImageException extends Exception {

    /** @param problem what is wrong, to follow the field's name */
    public UnreadableImageException(String problem) {
        super(problem, null, false, false);
    }

    public static UnreadableImageException notAnImage() {
        return new UnreadableImageException("is not an image");
    }
}
