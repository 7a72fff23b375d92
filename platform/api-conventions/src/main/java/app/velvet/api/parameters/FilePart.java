package app.velvet.api.parameters;

import java.io.IOException;
import java.io.InputStream;

/** A file in a multipart request. It is gone when the request has been answered. */
public interface FilePart {

    /** The file's name as the client says it: for display, never for a path. May be empty. */
    String fileName();

    /** The type as the client says it: a hint, not a fact. */
    String contentType();

    /** In bytes. */
    long size();

    /** The content from its beginning. Reads a disk: not on an event loop. The caller closes it. */
    InputStream open() throws IOException;
}
