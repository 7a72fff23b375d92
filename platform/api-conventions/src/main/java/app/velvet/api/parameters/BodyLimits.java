package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;

/** How large a request's body may be, in bytes. */
final class BodyLimits {

    private static final long MEGABYTE = 1 << 20;

    /** A form or JSON; of a multipart body all its fields together. */
    static final long BODY = 10 * MEGABYTE;

    /** One file of a multipart body. */
    static final long FILE = 20 * MEGABYTE;

    /** A multipart body: its fields, a file, and what frames them. */
    static final long MULTIPART = BODY + FILE + MEGABYTE;

    private BodyLimits() {}

    /** @throws RefusedException if this is more than a body may have */
    static void checkBody(long bytes) {
        check(bytes, BODY);
    }

    /** @throws RefusedException if this is more than a file may have */
    static void checkFile(long bytes) {
        check(bytes, FILE);
    }

    static void check(long bytes, long most) {
        if (bytes > most) {
            throw new RefusedException(ApiError.TOO_LARGE);
        }
    }
}
