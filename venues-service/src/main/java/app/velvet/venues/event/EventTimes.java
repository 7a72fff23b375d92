package app.velvet.venues.event;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When an event takes place. It has started at {@code startsAt}, and is over at {@code endsAt}: nothing else decides that.
 *
 * @param date the day on which it starts, at its venue
 * @param startTime by the clocks of its venue
 * @param endTime by the clocks of its venue; not after {@code startTime} is on the next day
 */
@Embeddable
record EventTimes(LocalDate date, LocalTime startTime, LocalTime endTime, Instant startsAt, Instant endsAt) {

    static EventTimes of(LocalDate date, LocalTime startTime, LocalTime endTime, ZoneId zone) {
        var lastDay = endTime.isAfter(startTime) ? date : date.plusDays(1);
        return new EventTimes(
                date,
                startTime,
                endTime,
                date.atTime(startTime).atZone(zone).toInstant(),
                lastDay.atTime(endTime).atZone(zone).toInstant());
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
