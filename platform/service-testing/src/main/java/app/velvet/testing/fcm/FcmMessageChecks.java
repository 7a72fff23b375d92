package app.velvet.testing.fcm;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * FCM's checks of a message to a device.
 *
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages">FCM: projects.messages</a>
 */
final class FcmMessageChecks {

    static final int MOST_BYTES = 4096;

    private static final Pattern TOKEN = Pattern.compile("[\\w-]{8,}:APA91[\\w-]{8,}");
    private static final Pattern TTL = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");
    private static final BigDecimal LONGEST_TTL = BigDecimal.valueOf(2_419_200);
    private static final Pattern RESERVED_KEY = Pattern.compile("from|message_type|(google|gcm).*");
    private static final Set<String> PRIORITIES = Set.of("NORMAL", "HIGH", "normal", "high");

    private static final Set<String> MESSAGE =
            Set.of("token", "data", "notification", "android", "webpush", "apns", "fcm_options", "topic", "condition");
    private static final Set<String> NOTIFICATION = Set.of("title", "body", "image");
    private static final Set<String> ANDROID = Set.of(
            "collapse_key",
            "priority",
            "ttl",
            "restricted_package_name",
            "data",
            "notification",
            "fcm_options",
            "direct_boot_ok");
    private static final Set<String> ANDROID_NOTIFICATION = Set.of(
            "title",
            "body",
            "icon",
            "color",
            "sound",
            "tag",
            "click_action",
            "channel_id",
            "ticker",
            "sticky",
            "event_time",
            "local_only",
            "notification_priority",
            "default_sound",
            "visibility",
            "notification_count",
            "image");

    private FcmMessageChecks() {}

    /** What is wrong with it. */
    static Optional<FcmError> error(JsonObject message) {
        JsonObject android = message.getJsonObject("android", new JsonObject());
        return unknownField("message", message, MESSAGE)
                .or(() -> unknownField(
                        "message.notification", message.getJsonObject("notification", new JsonObject()), NOTIFICATION))
                .or(() -> unknownField("message.android", android, ANDROID))
                .or(() -> unknownField(
                        "message.android.notification",
                        android.getJsonObject("notification", new JsonObject()),
                        ANDROID_NOTIFICATION))
                .or(() -> tokenError(message))
                .or(() -> dataError(message.getJsonObject("data", new JsonObject())))
                .or(() -> androidError(android))
                .or(() -> sizeError(message));
    }

    private static Optional<FcmError> unknownField(String place, JsonObject object, Set<String> known) {
        return object.fieldNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> FcmError.ofGoogle(
                        400,
                        "INVALID_ARGUMENT",
                        "Invalid JSON payload received. Unknown name \"" + name + "\" at '" + place
                                + "': Cannot find field."));
    }

    private static Optional<FcmError> tokenError(JsonObject message) {
        if (!(message.getValue("token") instanceof String token)) {
            return Optional.of(FcmError.invalid("Recipient of the message is not set."));
        }
        return errorUnless(
                TOKEN.matcher(token).matches(), "The registration token is not a valid FCM registration token");
    }

    private static Optional<FcmError> dataError(JsonObject data) {
        for (Map.Entry<String, Object> entry : data) {
            if (!(entry.getValue() instanceof String)) {
                return Optional.of(FcmError.ofGoogle(
                        400, "INVALID_ARGUMENT", "Invalid value at 'message.data' (TYPE_STRING), " + entry.getValue()));
            }
            if (RESERVED_KEY.matcher(entry.getKey()).matches()) {
                return Optional.of(FcmError.invalid("Invalid data payload key: " + entry.getKey()));
            }
        }
        return Optional.empty();
    }

    private static Optional<FcmError> androidError(JsonObject android) {
        return errorUnless(isTtl(android.getString("ttl", "0s")), "Invalid value at 'message.android.ttl'")
                .or(() -> errorUnless(
                        PRIORITIES.contains(android.getString("priority", "NORMAL")),
                        "Invalid value at 'message.android.priority'"));
    }

    private static boolean isTtl(String ttl) {
        var seconds = TTL.matcher(ttl);
        return seconds.matches() && new BigDecimal(seconds.group(1)).compareTo(LONGEST_TTL) <= 0;
    }

    private static Optional<FcmError> sizeError(JsonObject message) {
        int bytes = size(message.getJsonObject("data", new JsonObject()))
                + size(message.getJsonObject("notification", new JsonObject()));
        return errorUnless(bytes <= MOST_BYTES, "Android message is too big");
    }

    private static int size(JsonObject payload) {
        return payload.stream()
                .mapToInt(
                        entry -> bytes(entry.getKey()) + bytes(entry.getValue().toString()))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<FcmError> errorUnless(boolean holds, String message) {
        return holds ? Optional.empty() : Optional.of(FcmError.invalid(message));
    }
}
