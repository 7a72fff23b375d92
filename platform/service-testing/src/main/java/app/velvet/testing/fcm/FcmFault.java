package app.velvet.testing.fcm;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** What {@link FcmStandIn} does instead of accepting a message. */
@FunctionalInterface
public interface FcmFault {

    void befalls(HttpServerRequest request);

    /**
     * One of FCM's own error codes.
     *
     * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode">FCM: ErrorCode</a>
     */
    static FcmFault refuses(int status, String code) {
        return request -> FcmError.ofFcm(status, code).answer(request);
    }

    /** A status of Google's APIs, as what stands before FCM answers. */
    static FcmFault fails(int status, String name) {
        return request -> FcmError.ofGoogle(status, name, name).answer(request);
    }

    static FcmFault unregistered() {
        return refuses(404, "UNREGISTERED");
    }

    static FcmFault quotaExceeded() {
        return refuses(429, "QUOTA_EXCEEDED");
    }

    static FcmFault asksToWait(Duration pause) {
        return request -> {
            request.response().putHeader("Retry-After", Long.toString(pause.toSeconds()));
            quotaExceeded().befalls(request);
        };
    }

    static FcmFault closesConnection() {
        return request -> request.connection().close();
    }

    /** The connection is closed, but for requests before this one, which the client hears has not been looked at. */
    static FcmFault goesAway() {
        return request -> request.connection().goAway(0, 0);
    }

    static FcmFault saysNothing() {
        return request -> {};
    }
}
