package app.velvet.push.delivery.fcm;

import app.velvet.push.delivery.DeliveryOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** Reads what FCM answers, and what answers in its place, as a proxy may. */
final class FcmAnswer {

    private static final String CODE_TYPE = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final int OK = 200;

    private FcmAnswer() {}

    static DeliveryOutcome outcome(HttpClientResponse response, Buffer body, Clock clock) {
        return response.statusCode() == OK
                ? new DeliveryOutcome.Accepted()
                : FcmReason.outcome(
                        response.statusCode(), reason(body), retryAfter(response.getHeader("Retry-After"), clock));
    }

    /** FCM's own code, or else Google's status; null if there is neither. */
    private static String reason(Buffer body) {
        try {
            var error = new JsonObject(body).getJsonObject("error", new JsonObject());
            var details = error.getJsonArray("details");
            var code = details == null ? null : code(details);
            return FcmReason.isKnown(code) ? code : error.getString("status");
        } catch (DecodeException | ClassCastException notOfGoogle) {
            return null;
        }
    }

    private static String code(JsonArray details) {
        return details.stream()
                .map(JsonObject.class::cast)
                .filter(detail -> CODE_TYPE.equals(detail.getString("@type")))
                .map(detail -> detail.getString("errorCode"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** In seconds or as a date; what is neither is as good as none. */
    static Duration retryAfter(String header, Clock clock) {
        if (header == null) {
            return Duration.ZERO;
        }
        try {
            var asked = header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return asked.isNegative() ? Duration.ZERO : asked;
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
