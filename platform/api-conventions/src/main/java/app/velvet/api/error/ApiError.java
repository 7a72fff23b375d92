package app.velvet.api.error;

/** The ways in which any endpoint can refuse a request, whatever it is about. */
public enum ApiError implements Refusal {
    /** Send other parameters: the body names the wrong ones, where it can. */
    INVALID_PARAMS(400, "Invalid params"),
    /** Correct the fields named in {@code errors}; see {@link InvalidFieldsException}. */
    INVALID_FIELDS(400, "%s"),
    /** What was sent is not HTTP as its definition has it. */
    BAD_REQUEST(400, "Bad request"),
    /** Sign in. */
    TOKEN_REQUIRED(401, "Authentication token is required"),
    /** Ask somebody who may. */
    NOT_PERMITTED(401, "User has no permissions for this action"),
    /** There is nothing under this path. */
    NO_SUCH_URL(404, "Not found"),
    /** Use one of the methods that {@code Allow} names. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** Ask for JSON. */
    NOT_ACCEPTABLE(406, "Not acceptable"),
    /** Send the body without pauses, or over a better connection. */
    REQUEST_TIMEOUT(408, "Request timeout"),
    /** Load what is stored and decide again: somebody else was faster. */
    CONFLICT(409, "This conflicts with what is stored"),
    /** Send less. */
    TOO_LARGE(413, "Request body is too large"),
    URL_TOO_LONG(414, "Request URL is too long"),
    /** Send a form or JSON, uncompressed. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** Sign in again. */
    INVALID_TOKEN(423, "Invalid authentication token"),
    /** Have an administrator activate the user. */
    DEACTIVATED(423, "User has been deactivated"),
    HEADERS_TOO_LARGE(431, "Request headers are too large"),
    /** A fault of ours; it is logged under the request's id. */
    UNEXPECTED(500, "Internal server error"),
    /** Try again after {@code Retry-After}: a needed part is down; nothing was changed. */
    UNAVAILABLE(503, "Service is temporarily unavailable");

    private final int status;
    private final String message;

    ApiError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
