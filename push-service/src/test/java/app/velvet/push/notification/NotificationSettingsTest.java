package app.velvet.push.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotificationSettingsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void whatIsListedOrDeliveredIsKept() {
        new NotificationSettings(DAY, Duration.ofDays(15));
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> new NotificationSettings(DAY, Duration.ofDays(15).minusSeconds(1)));

        assertEquals("velvet.notification.kept-for is not between PT360H and PT87600H", refused.getMessage());
    }

    @Test
    void expiryIsBounded() {
        assertThrows(
                IllegalArgumentException.class, () -> new NotificationSettings(Duration.ZERO, Duration.ofDays(90)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NotificationSettings(DAY.multipliedBy(15), Duration.ofDays(90)));
    }
}
