package app.velvet.venues.event;

import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When an event takes place. It has started at {@code startsAt}, and is over at {@code endsAt}: nothing else decides that.
 *
 * @param date the day on which it starts, at its venue
 * @param startTime by the clocks of its venue
 * @param endTime by the clocks of its venue; not after {@code startTime} is on the next day
 * @param startsAt where the clocks show the start twice the first time, and where never, when they pass over it
 * @param endsAt where the clocks show the end twice the last time; always after {@code startsAt}
 */
@Embeddable
record EventTimes(LocalDate date, LocalTime startTime, LocalTime endTime, Instant startsAt, Instant endsAt) {

    static EventTimes of(LocalDate date, LocalTime startTime, LocalTime endTime, ZoneId zone) {
        var lastDay = endTime.isAfter(startTime) ? date : date.plusDays(1);
        var start = date.atTime(startTime);
        var end = lastDay.atTime(endTime);
        var startsAt = first(start, zone);
        var endsAt = last(end, zone);
        return new EventTimes(
                date,
                startTime,
                endTime,
                startsAt,
                endsAt.isAfter(startsAt) ? endsAt : startsAt.plus(Duration.between(start, end)));
    }

    /** When the clocks first show it or, in a night in which they never do, pass over it. */
    private static Instant first(LocalDateTime shown, ZoneId zone) {
        var change = zone.getRules().getTransition(shown);
        return change != null && change.isGap()
                ? change.getInstant()
                : shown.atZone(zone).toInstant();
    }

    /**
     * When the clocks show it for the last time or, in a night in which they never do, would show it had they not been put
     * forward: as PostgreSQL reads it, by which contacts-service knows when an event is over.
     */
    private static Instant last(LocalDateTime shown, ZoneId zone) {
        return shown.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    /** The same hours by the clocks of another zone. */
    EventTimes in(ZoneId zone) {
        return of(date, startTime, endTime, zone);
    }

    boolean isStarted(Instant now) {
        return !now.isBefore(startsAt);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }
}
