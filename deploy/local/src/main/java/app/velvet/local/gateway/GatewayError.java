package app.velvet.local.gateway;

/** What the gateway answers by itself, in the form and the words of the services. */
enum GatewayError {
    BAD_REQUEST(400, "Bad request"),
    NO_SUCH_URL(404, "Not found"),
    TOO_LARGE(413, "Request body is too large"),
    URL_TOO_LONG(414, "Request URL is too long"),
    HEADERS_TOO_LARGE(431, "Request headers are too large"),
    /** The service behind the route had the request, or a part of it, and its answer did not come. */
    ANSWER_LOST(502, "The connection to the service was lost: " + GatewayError.OUTCOME_UNKNOWN),
    /** The service behind the route is not reached: nothing was changed. */
    UNAVAILABLE(503, "Service is temporarily unavailable"),
    /** The service behind the route has the request, and its answer did not come in time. */
    ANSWER_LATE(504, "The service did not answer in time: " + GatewayError.OUTCOME_UNKNOWN);

    private static final String OUTCOME_UNKNOWN = "whether the request was carried out is unknown."
            + " It is safe to repeat a request that has an Idempotency-Key";

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
