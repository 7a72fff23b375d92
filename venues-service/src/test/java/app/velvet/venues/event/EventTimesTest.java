package app.velvet.venues.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void whatTheClocksShowTwiceBeginsTheFirstTimeAndEndsTheLast() {
        var until = times("2026-10-31", "22:00", "01:30");
        var from = times("2026-11-01", "01:30", "05:00");

        assertEquals(Instant.parse("2026-11-01T06:30:00Z"), until.endsAt());
        assertEquals(Instant.parse("2026-11-01T05:30:00Z"), from.startsAt());
        assertEquals(Instant.parse("2026-11-01T10:00:00Z"), from.endsAt());
        assertFalse(until.isOver(Instant.parse("2026-11-01T05:30:00Z")));
        assertTrue(from.isStarted(Instant.parse("2026-11-01T05:30:00Z")));
    }

    @Test
    void whatTheClocksNeverShowBeginsWhenTheyPassOverIt() {
        var from = times("2026-03-08", "02:30", "05:00");
        var until = times("2026-03-07", "22:00", "02:30");

        assertEquals(Instant.parse("2026-03-08T07:00:00Z"), from.startsAt());
        assertEquals(Instant.parse("2026-03-08T09:00:00Z"), from.endsAt());
        assertEquals(Instant.parse("2026-03-08T03:00:00Z"), until.startsAt());
        assertEquals(Instant.parse("2026-03-08T07:30:00Z"), until.endsAt());
        assertEquals(LocalTime.of(2, 30), until.endTime());
    }

    @Test
    void atTheSameTimeInEuropeTheHourAfterTwoIsTheOneThatIsDifferent() {
        var berlin = ZoneId.of("Europe/Berlin");
        var twice = EventTimes.of(LocalDate.parse("2026-10-24"), LocalTime.of(22, 0), LocalTime.of(2, 30), berlin);
        var never = EventTimes.of(LocalDate.parse("2026-03-28"), LocalTime.of(22, 0), LocalTime.of(2, 30), berlin);

        assertEquals(Duration.ofMinutes(330), Duration.between(twice.startsAt(), twice.endsAt()));
        assertEquals(Duration.ofMinutes(270), Duration.between(never.startsAt(), never.endsAt()));
    }

    /** Half an hour is skipped at Lord Howe, and whole days have been in Samoa. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Europe/Berlin",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca",
                "America/Havana",
                "Asia/Kathmandu"
            })
    void whateverTheClocksDoAnEventEndsAfterItsStart(String name) {
        var zone = ZoneId.of(name);
        var rules = zone.getRules();
        var change = rules.nextTransition(Instant.parse("2010-01-01T00:00:00Z"));
        while (change != null && change.getDateTimeBefore().getYear() < 2030) {
            for (var start : around(change)) {
                for (var end : around(change)) {
                    var times = EventTimes.of(start.toLocalDate(), start.toLocalTime(), end.toLocalTime(), zone);
                    assertTrue(times.endsAt().isAfter(times.startsAt()), times.toString());
                    if (!rules.getValidOffsets(start).isEmpty()) {
                        assertEquals(start, LocalDateTime.ofInstant(times.startsAt(), zone));
                    }
                }
            }
            change = rules.nextTransition(change.getInstant());
        }
    }

    private static List<LocalDateTime> around(ZoneOffsetTransition change) {
        return Stream.iterate(change.getDateTimeBefore().minusHours(3), time -> time.plusMinutes(15))
                .limit(24)
                .toList();
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
