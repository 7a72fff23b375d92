package app.velvet.api.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Where the files of images are. Every method may be repeated, blocks (so it is not for an event loop), may be called by any
 * thread, and fails with an {@link IOException} while the store cannot be reached.
 */
interface ImageStore {

    /** Stores a file; from its return on everybody finds all of it, whatever crashes, and before nobody any of it. */
    void put(ImageFile file, byte[] content) throws IOException;

    /** Empty if there is none. The caller closes it. */
    Optional<Content> find(ImageFile file) throws IOException;

    /** Removes all files of an image, if there are any. */
    void remove(ImageName image) throws IOException;

    /** The content of a file. */
    record Content(long bytes, InputStream stream) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
