package app.velvet.push.delivery.fcm;

import app.velvet.push.delivery.Alert;
import app.velvet.push.delivery.Push;
import app.velvet.push.delivery.ShortenedMessage;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * What FCM brings to a device, see <a
 * href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages">projects.messages</a>.
 */
final class FcmMessage {

    /** Of keys and values; more is refused as {@link FcmReason#INVALID_ARGUMENT}. */
    static final int MOST_BYTES = 4096;

    private static final Duration LONGEST_TTL = Duration.ofDays(28);

    private FcmMessage() {}

    /**
     * The body of a request, with as much of the message as has room.
     *
     * @param now to reckon from how long FCM is to keep it for a device that is out of reach
     */
    static String of(Push push, Instant now) {
        var content = content(push, ttl(push, now));
        return new JsonObject()
                .put("message", new JsonObject(content).put("token", push.token()))
                .encode();
    }

    private static String content(Push push, String ttl) {
        if (push.alert() == null) {
            return silent(ttl).encode();
        }
        return new ShortenedMessage(message -> visible(push, message, ttl).encode(), MOST_BYTES)
                .payload(push.alert().message());
    }

    /**
     * Without a collapse key: those that have one FCM <a
     * href="https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas">holds back</a> to one in three minutes.
     */
    private static JsonObject silent(String ttl) {
        return new JsonObject()
                .put("data", new JsonObject().put("content_available", "1"))
                .put("android", new JsonObject().put("priority", "NORMAL").put("ttl", ttl));
    }

    private static JsonObject visible(Push push, String message, String ttl) {
        var alert = push.alert();
        var content = new JsonObject()
                .put("notification", notification(alert, message))
                .put(
                        "android",
                        new JsonObject().put("priority", "HIGH").put("ttl", ttl).put("notification", onAndroid(push)));
        if (alert.notificationId() != null) {
            content.put(
                    "data",
                    new JsonObject()
                            .put("notification_id", alert.notificationId().toString()));
        }
        return content;
    }

    /**
     * Of two with one tag the user sees the later one only. A collapse key would do so sooner, but FCM keeps only four of them for
     * a device.
     */
    private static JsonObject onAndroid(Push push) {
        var shown = new JsonObject().put("tag", push.id().toString()).put("sound", "default");
        var badge = push.alert().badge();
        return badge == null ? shown : shown.put("notification_count", badge);
    }

    private static JsonObject notification(Alert alert, String message) {
        var notification = new JsonObject().put("body", message);
        return alert.title() == null ? notification : notification.put("title", alert.title());
    }

    private static String ttl(Push push, Instant now) {
        var left = Duration.between(now, push.expiresAt());
        var kept = left.compareTo(LONGEST_TTL) < 0 ? left : LONGEST_TTL;
        return Math.max(0, kept.toSeconds()) + "s";
    }
}
