package app.velvet.push.notification;

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
        requireBetween("expiry", expiry, Duration.ofSeconds(1), Duration.ofDays(14));
        requireBetween("kept-for", keptFor, Notification.RECENT.plus(expiry), LONGEST);
    }

    static NotificationSettings of(NotificationConfig config) {
        return new NotificationSettings(config.expiry(), config.keptFor());
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "velvet.notification." + name + " is not between " + least + " and " + most);
        }
    }
}
