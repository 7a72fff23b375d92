package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The release before runs, and this one is rolled in, replica by replica, in the middle of a night. Not in every build: it
 * wants a machine whose replicas answer at once when they have just started.
 */
@EnabledIfSystemProperty(named = "velvet.upgrade", matches = "true")
@Order(Integer.MAX_VALUE - 5)
class UpgradeTest {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_OF_BOOKINGS = Duration.ofSeconds(2);

    @Test
    void noRequestFailsAndNothingIsLost() {
        var previous = PreviousRelease.build();
        try (var stack = LocalStack.startFresh("upgraded-stack", previous, Map.of());
                var rolling = new RollingStack(stack, previous);
                var arrivals = Arrivals.listen(stack.url())) {
            var bookings = new BookingNight(stack);
            var night = new BusyNight(stack, HostsPhone.anyToken(), PAUSE);
            var phone = new FollowingPhone(stack.url(), "manager@demo.example");
            try (night;
                    phone;
                    var writers = new BookingWriters(bookings, PAUSE_OF_BOOKINGS)) {
                for (var service : RollingStack.SERVICES) {
                    night.awaitWrites();
                    rolling.roll(service, previous, LocalStack.repositoryRoot());
                    night.awaitMoreWrites();
                }
                assertThat(writers.booked()).isPositive();
            }

            assertThat(Stream.of(night.failures(), bookings.manager().failures(), phone.failures())
                            .flatMap(failures -> failures.stream()))
                    .isEmpty();
            night.assertKeptAndFed();
            assertThat(phone.copy().contacts()).isEqualTo(night.fed());
            bookings.awaitDelivered();
            bookings.assertComplete();
            night.assertTold();
            assertThat(night.awaitPushes(arrivals).values()).containsOnly(1L);
        }
    }
}
