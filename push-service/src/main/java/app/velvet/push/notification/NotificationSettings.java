package app.velvet.push.notification;

import static app.velvet.api.setting.Bounds.requireBetween;

import java.time.Duration;

/**
 * How long notifications matter.
 *
 * @param expiry how long it is tried to deliver one, and how old a change may be that users are still told of
 * @param keptFor after how long it is forgotten, with what became of it; longer than it is listed or delivered
 */
record NotificationSettings(Duration expiry, Duration keptFor) {

    private static final Duration LONGEST = Duration.ofDays(3650);

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public NotificationSettings {
        requireBetween("velvet.notification.expiry", expiry, Duration.ofSeconds(1), Duration.ofDays(14));
        requireBetween("velvet.notification.kept-for", keptFor, Notification.RECENT.plus(expiry), LONGEST);
    }

    static NotificationSettings of(NotificationConfig config) {
        return new NotificationSettings(config.expiry(), config.keptFor());
    }
}
