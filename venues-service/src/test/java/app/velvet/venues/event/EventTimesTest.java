package app.velvet.venues.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class EventTimesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static EventTimes times(String date, String start, String end) {
        return EventTimes.of(LocalDate.parse(date), LocalTime.parse(start), LocalTime.parse(end), NEW_YORK);
    }

    @Test
    void anEndThatIsNotAfterTheStartIsOnTheNextDay() {
        assertEquals(
                Instant.parse("2026-11-25T03:00:00Z"),
                times("2026-11-24", "22:00", "04:00").startsAt());
        assertEquals(
                Instant.parse("2026-11-25T09:00:00Z"),
                times("2026-11-24", "22:00", "04:00").endsAt());
        assertEquals(
                Instant.parse("2026-11-24T22:00:00Z"),
                times("2026-11-24", "12:00", "17:00").endsAt());
        assertEquals(
                Instant.parse("2026-11-25T17:00:00Z"),
                times("2026-11-24", "12:00", "12:00").endsAt());
    }

    @Test
    void hoursAreThoseOfTheClocksOfTheNight() {
        var clocksGoBack = times("2026-10-31", "22:00", "04:00");

        assertEquals(Instant.parse("2026-11-01T02:00:00Z"), clocksGoBack.startsAt());
        assertEquals(Instant.parse("2026-11-01T09:00:00Z"), clocksGoBack.endsAt());
    }

    @Test
    void eventIsOverAtItsEndAndNotBefore() {
        var times = times("2026-11-24", "22:00", "04:00");

        assertFalse(times.isStarted(times.startsAt().minusMillis(1)));
        assertTrue(times.isStarted(times.startsAt()));
        assertFalse(times.isOver(times.endsAt().minusMillis(1)));
        assertTrue(times.isOver(times.endsAt()));
    }

    @Test
    void hoursStayInAnotherZone() {
        var berlin = times("2026-11-24", "22:00", "04:00").in(ZoneId.of("Europe/Berlin"));

        assertEquals(LocalTime.of(22, 0), berlin.startTime());
        assertEquals(Instant.parse("2026-11-24T21:00:00Z"), berlin.startsAt());
        assertEquals(Instant.parse("2026-11-25T03:00:00Z"), berlin.endsAt());
    }
}
