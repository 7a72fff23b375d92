package app.velvet.contacts.booking;

import app.velvet.api.permission.Audience;
import java.util.Set;

/**
 * A reservation or a guestlist: what takes a contact to an event.
 *
 * @param venueId where the event is, or null if venues-service did not say
 * @param eventName may be null
 * @param stage as venues-service has it, e.g. {@code win}
 * @param audience who may see it
 */
public record Booking(
        long id,
        long companyId,
        long contactId,
        long eventId,
        Long venueId,
        String eventName,
        String stage,
        Set<Audience> audience) {}
