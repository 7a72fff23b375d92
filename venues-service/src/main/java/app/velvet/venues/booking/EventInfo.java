package app.velvet.venues.booking;

import java.time.LocalDate;

/**
 * An event as bookings tell of it.
 *
 * @param endTime {@code HH:mm} by the clocks of the venue
 */
public record EventInfo(String name, LocalDate date, String endTime) {}
