package app.velvet.api.image;

import app.velvet.api.image.format.UnreadableImageException;
import java.util.Optional;

/** Decodes images and encodes them anew. What it needs of a platform stays behind it. */
interface ImageCodec {

    /**
     * Takes seconds of a processor and much memory (see {@link ImageSettings#threads}): not on an event loop, and few at a time.
     *
     * @param upload a file of whatever content
     * @throws UnreadableImageException if it is not all of an image that is accepted; the message says so
     */
    Renditions render(byte[] upload) throws UnreadableImageException;

    /** Which of the images that are accepted it cannot decode in this process and what to do about it; empty if it can all. */
    default Optional<String> warning() {
        return Optional.empty();
    }
}
