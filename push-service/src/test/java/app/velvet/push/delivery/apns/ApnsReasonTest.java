package app.velvet.push.delivery.apns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import app.velvet.push.delivery.Meaning;
import com.eatthepath.pushy.apns.server.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApnsReasonTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T10:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(7);

    @ParameterizedTest
    @EnumSource
    void eachReasonHasTheOutcomeOfItsMeaning(ApnsReason reason) {
        DeliveryOutcome expected =
                switch (reason.meaning()) {
                    case DEVICE_DEAD -> new DeviceDead(reason.text(), SINCE);
                    case GIVE_UP -> new Refused(reason.text());
                    case TRY_AGAIN -> new Failed(reason.text(), PAUSE);
                };

        assertEquals(expected, ApnsReason.outcome(reason.status(), reason.text(), SINCE, PAUSE));
    }

    @ParameterizedTest
    @EnumSource
    void tooManyRequestsAndServerErrorsAreTriedAgain(ApnsReason reason) {
        if (reason.status() == 429 || reason.status() >= 500) {
            assertEquals(Meaning.TRY_AGAIN, reason.meaning());
        }
    }

    @Test
    void onlyUnknownDevicesAreDead() {
        var dead = Arrays.stream(ApnsReason.values())
                .filter(reason -> reason.meaning() == Meaning.DEVICE_DEAD)
                .map(ApnsReason::text)
                .collect(Collectors.toSet());

        assertEquals(Set.of("BadDeviceToken", "ExpiredToken", "Unregistered"), dead);
    }

    @Test
    void allThatPushysStandInSaysIsKnown() {
        var known = Arrays.stream(ApnsReason.values()).map(Enum::name).collect(Collectors.toSet());

        for (var reason : RejectionReason.values()) {
            assertTrue(known.contains(reason.name()), reason.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"400, GIVE_UP", "403, GIVE_UP", "410, DEVICE_DEAD", "429, TRY_AGAIN", "500, TRY_AGAIN", "503, TRY_AGAIN"
    })
    void unknownReasonMeansWhatItsStatusSays(int status, Meaning meaning) {
        var outcome = ApnsReason.outcome(status, "BrandNew", null, Duration.ZERO);

        assertEquals(
                switch (meaning) {
                    case DEVICE_DEAD -> new DeviceDead("BrandNew", null);
                    case GIVE_UP -> new Refused("BrandNew");
                    case TRY_AGAIN -> new Failed("BrandNew");
                },
                outcome);
    }

    @Test
    void answerWithoutAReasonIsCalledByItsStatus() {
        assertEquals(new Failed("Status502"), ApnsReason.outcome(502, null, null, Duration.ZERO));
    }
}
