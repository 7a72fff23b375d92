package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverySettingsTest {

    /** As long as the stand-ins' clients wait for an answer, and FCM's for an access token before. */
    @ParameterizedTest
    @CsvSource({"APNS, PT3S, apns", "FCM, PT6S, fcm"})
    void leaseIsLongerThanTheProviderIsWaitedFor(Provider provider, Duration longest, String name) throws Exception {
        var resources = new ArrayList<AutoCloseable>();
        try {
            var client = provider.client(1, resources);
            withLease(longest.plusMillis(1)).requireLeaseBeyond(client);
            var tooShort = withLease(longest);

            var refused = assertThrows(IllegalArgumentException.class, () -> tooShort.requireLeaseBeyond(client));

            assertEquals(
                    "velvet.delivery.lease is not longer than " + longest + ", for which " + name
                            + " is waited for with velvet." + name + ".answer-timeout as it is",
                    refused.getMessage());
        } finally {
            Collections.reverse(resources);
            for (var resource : resources) {
                resource.close();
            }
        }
    }

    @Test
    void valuesAreBounded() {
        assertEquals("velvet.delivery.lease is not between PT1S and PT1H", refusal(() -> withLease(Duration.ZERO)));
        assertEquals("velvet.delivery.in-flight is not between 1 and 100000", refusal(() -> inFlight(0)));
        assertEquals("velvet.delivery.in-flight is not between 1 and 100000", refusal(() -> inFlight(100_001)));
    }

    private static String refusal(Runnable making) {
        return assertThrows(IllegalArgumentException.class, making::run).getMessage();
    }

    private static DeliverySettings withLease(Duration lease) {
        return settings(lease, 100);
    }

    private static DeliverySettings inFlight(int inFlight) {
        return settings(Duration.ofMinutes(1), inFlight);
    }

    private static DeliverySettings settings(Duration lease, int inFlight) {
        return new DeliverySettings(
                lease, Duration.ofSeconds(1), inFlight, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }
}
