package app.velvet.venues.booking;

import app.velvet.api.permission.Audience;
import java.util.Locale;
import java.util.Set;

/**
 * A booking as far as it matters to what contacts-service is to do because of it.
 *
 * @param audience who may see it
 * @param contactAudience who may see the contact
 * @param qualification what the venue thinks of him now; null for nothing
 * @param commands counts what it has led to, with the booking
 */
public record NotedBooking(
        Kind kind,
        long companyId,
        long id,
        long venueId,
        long contactId,
        String eventName,
        Set<Audience> audience,
        Set<Audience> contactAudience,
        String qualification,
        Commands commands) {

    /** Which kind of bookings it is one of. */
    public enum Kind {
        RESERVATION,
        GUESTLIST;

        /** How the names of what such bookings lead to begin. */
        String prefix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Numbers that no other command of the booking has, as long as the counting is stored with it. */
    @FunctionalInterface
    public interface Commands {
        int next();
    }
}
