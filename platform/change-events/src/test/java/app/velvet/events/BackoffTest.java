package app.velvet.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), new Random(20140303));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "10, 512", "11, 600", "12, 600", "40, 600", "1000, 600"})
    void doublesUpToTheLongest(int tries, long seconds) {
        for (int i = 0; i < 100; i++) {
            var pause = backoff.after(tries, Duration.ZERO);
            assertTrue(
                    pause.compareTo(Duration.ofMillis(seconds * 500)) >= 0
                            && pause.compareTo(Duration.ofSeconds(seconds)) <= 0,
                    pause.toString());
        }
    }

    @Test
    void thoseThatFailedTogetherDoNotComeBackTogether() {
        var pauses = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) {
            pauses.add(backoff.after(5, Duration.ZERO));
        }

        assertTrue(pauses.size() > 90);
    }

    @Test
    void providerIsLeftAloneAsLongAsItAsks() {
        assertEquals(Duration.ofHours(1), backoff.after(1, Duration.ofHours(1)));
    }
}
