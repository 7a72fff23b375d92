package app.velvet.push.delivery.fcm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import app.velvet.push.delivery.Meaning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FcmReasonTest {

    private static final Duration PAUSE = Duration.ofSeconds(7);

    @ParameterizedTest
    @EnumSource
    void eachReasonHasTheOutcomeOfItsMeaning(FcmReason reason) {
        DeliveryOutcome expected =
                switch (reason.meaning()) {
                    case DEVICE_DEAD -> new DeviceDead(reason.text(), null);
                    case GIVE_UP -> new Refused(reason.text());
                    case TRY_AGAIN -> new Failed(reason.text(), PAUSE);
                };

        assertEquals(expected, FcmReason.outcome(reason.status(), reason.text(), PAUSE));
    }

    @ParameterizedTest
    @EnumSource
    void tooManyRequestsAndServerErrorsAreTriedAgain(FcmReason reason) {
        if (reason.status() == 429 || reason.status() >= 500) {
            assertEquals(Meaning.TRY_AGAIN, reason.meaning());
        }
    }

    @Test
    void onlyUnregisteredDevicesAreDead() {
        assertEquals(
                List.of(FcmReason.UNREGISTERED),
                Arrays.stream(FcmReason.values())
                        .filter(reason -> reason.meaning() == Meaning.DEVICE_DEAD)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "400, GIVE_UP",
        "401, TRY_AGAIN",
        "403, TRY_AGAIN",
        "404, TRY_AGAIN",
        "410, TRY_AGAIN",
        "500, TRY_AGAIN",
        "503, TRY_AGAIN"
    })
    void unknownReasonMeansWhatItsStatusSaysAndNeverThatADeviceIsDead(int status, Meaning meaning) {
        assertEquals(
                meaning.outcome("BRAND_NEW", null, Duration.ZERO),
                FcmReason.outcome(status, "BRAND_NEW", Duration.ZERO));
    }

    @Test
    void answerWithoutAReasonIsCalledByItsStatus() {
        assertEquals(new Failed("Status502"), FcmReason.outcome(502, null, Duration.ZERO));
    }

    @Test
    void tooManyRequestsWithoutAPauseAreAMinutesPause() {
        assertEquals(
                new Failed("QUOTA_EXCEEDED", Duration.ofMinutes(1)),
                FcmReason.outcome(429, "QUOTA_EXCEEDED", Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17 | 17",
                "0 | 0",
                "Thu, 01 Jan 2026 10:00:30 GMT | 30",
                "Thu, 01 Jan 2026 09:00:00 GMT | 0",
                "soon | 0",
                "-5 | 0",
                "99999999999999 | 0"
            })
    void retryAfterComesInSecondsOrAsADate(String header, long seconds) {
        var clock = Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC);

        assertEquals(Duration.ofSeconds(seconds), FcmAnswer.retryAfter(header, clock));
    }
}
