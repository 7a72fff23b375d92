package app.velvet.push.delivery.apns;

import app.velvet.push.delivery.Alert;
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
        if (push.alert() == null) {
            return new SimpleApnsPayloadBuilder().setContentAvailable(true).build();
        }
        var whole = with(push.alert(), push.alert().message());
        return fits(whole) ? whole : shortened(push.alert());
    }

    private static String shortened(Alert alert) {
        int fitting = 0;
        int tooMany = alert.message().codePointCount(0, alert.message().length());
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) / 2;
            if (fits(with(alert, beginning(alert.message(), middle)))) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return with(alert, beginning(alert.message(), fitting));
    }

    private static String beginning(String message, int codePoints) {
        return message.substring(0, message.offsetByCodePoints(0, codePoints)) + ELLIPSIS;
    }

    private static boolean fits(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static String with(Alert alert, String message) {
        var payload = new SimpleApnsPayloadBuilder()
                .setAlertTitle(alert.title())
                .setAlertBody(message)
                .setBadgeNumber(alert.badge())
                .setSound(SimpleApnsPayloadBuilder.DEFAULT_SOUND_FILENAME);
        if (alert.notificationId() != null) {
            payload.addCustomProperty("notification_id", alert.notificationId());
        }
        return payload.build();
    }
}
