package app.velvet.push.delivery.apns;

import app.velvet.push.delivery.Alert;
import app.velvet.push.delivery.Push;
import app.velvet.push.delivery.ShortenedMessage;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;

/**
 * What APNs brings to a device, see <a
 * href="https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification">Generating a remote
 * notification</a>.
 */
final class ApnsPayload {

    /** More is refused as {@link ApnsReason#PAYLOAD_TOO_LARGE}. */
    static final int MOST_BYTES = 4096;

    private ApnsPayload() {}

    /** With as much of the message as has room. */
    static String of(Push push) {
        if (push.alert() == null) {
            return new SimpleApnsPayloadBuilder().setContentAvailable(true).build();
        }
        return new ShortenedMessage(message -> with(push.alert(), message), MOST_BYTES)
                .payload(push.alert().message());
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
