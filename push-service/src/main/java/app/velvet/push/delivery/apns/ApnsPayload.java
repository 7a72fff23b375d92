package app.velvet.push.delivery.apns;

import app.velvet.push.delivery.Push;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import java.nio.charset.StandardCharsets;

/**
 * What APNs brings to a device, see <a
 * href="https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification">Generating a remote
 * notification</a>.
 */
final class ApnsPayload {

    /** More is refused as {@link ApnsReason#PAYLOAD_TOO_LARGE}. */
    static final int MOST_BYTES = 4096;

    private static final String ELLIPSIS = "…";

    private ApnsPayload() {}

    /** With as much of the message as has room. */
    static String of(Push push) {
        var whole = with(push, push.message());
        return fits(whole) ? whole : shortened(push);
    }

    private static String shortened(Push push) {
        int fitting = 0;
        int tooMany = push.message().codePointCount(0, push.message().length());
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) / 2;
            if (fits(with(push, beginning(push.message(), middle)))) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return with(push, beginning(push.message(), fitting));
    }

    private static String beginning(String message, int codePoints) {
        return message.substring(0, message.offsetByCodePoints(0, codePoints)) + ELLIPSIS;
    }

    private static boolean fits(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static String with(Push push, String message) {
        var payload = new SimpleApnsPayloadBuilder()
                .setAlertTitle(push.title())
                .setAlertBody(message)
                .setBadgeNumber(push.badge())
                .setSound(SimpleApnsPayloadBuilder.DEFAULT_SOUND_FILENAME);
        if (push.notificationId() != null) {
            payload.addCustomProperty("notification_id", push.notificationId());
        }
        return payload.build();
    }
}
