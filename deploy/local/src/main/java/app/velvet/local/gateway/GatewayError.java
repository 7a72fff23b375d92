package app.velvet.local.gateway;

/** What the gateway answers by itself, in the form and the words of the services. */
enum GatewayError {
    BAD_REQUEST(400, "Bad request"),
    NO_SUCH_URL(404, "Not found"),
    TOO_LARGE(413, "Request body is too large"),
    URL_TOO_LONG(414, "Request URL is too long"),
    HEADERS_TOO_LARGE(431, "Request headers are too large"),
    /** The service behind the route does not answer. */
    UNAVAILABLE(503, "Service is temporarily unavailable");

    private final int status;
    private final String message;

    GatewayError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    String body() {
        return "{\"status_code\":" + status + ",\"message\":\"" + message + "\"}";
    }
}
