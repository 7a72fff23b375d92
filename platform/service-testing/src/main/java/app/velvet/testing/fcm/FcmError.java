package app.velvet.testing.fcm;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * An error as FCM answers it.
 *
 * @param code FCM's own, or null where what stands before it answers
 */
record FcmError(int status, String name, String code, String message) {

    private static final Map<Integer, String> NAMES = Map.of(
            400, "INVALID_ARGUMENT",
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "NOT_FOUND",
            429, "RESOURCE_EXHAUSTED",
            500, "INTERNAL",
            503, "UNAVAILABLE");

    static FcmError ofFcm(int status, String code) {
        return new FcmError(status, NAMES.get(status), code, "Told to");
    }

    static FcmError ofGoogle(int status, String name, String message) {
        return new FcmError(status, name, null, message);
    }

    static FcmError invalid(String message) {
        return new FcmError(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", message);
    }

    void answer(HttpServerRequest request) {
        JsonObject error =
                new JsonObject().put("code", status).put("message", message).put("status", name);
        if (code != null) {
            error.put(
                    "details",
                    JsonArray.of(new JsonObject()
                            .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                            .put("errorCode", code)));
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .end(new JsonObject().put("error", error).toBuffer());
    }
}
