package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9, 10, 11, 240, 5000, 600_000})
    void noStretchOfTimeHasMoreThanIsAllowed(int most) {
        var rate = new Rate(most, Duration.ofMinutes(1));

        double atOnce = rate.ahead() / rate.each();
        double thereafter = 60 / rate.each();

        assertTrue(atOnce >= 1);
        assertEquals(most, atOnce + thereafter, 1e-6);
    }

    @Test
    void oneWouldNeverComeBack() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, Duration.ofMinutes(1)));
    }

    @Test
    void secondsAreAnIntervalWhateverTheLocale() {
        assertEquals("make_interval(secs => 0.277777778)", Rate.interval(0.2777777777));
    }
}
