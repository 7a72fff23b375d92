package app.velvet.venues.reservation;

import app.velvet.api.permission.Audience;
import app.velvet.api.token.Caller;
import app.velvet.venues.booking.NotedBooking;
import app.velvet.venues.booking.WholeBooking;
import app.velvet.venues.contact.ContactDirectory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reservation with all that it embeds.
 *
 * @param contactAudience who may see the contact
 * @param reservation in full
 */
@RegisterForReflection
record WholeReservation(long companyId, long venueId, List<String> contactAudience, ReservationView reservation)
        implements WholeBooking {

    @Override
    public long id() {
        return reservation.id();
    }

    @Override
    public ReservationView published() {
        return reservation;
    }

    @Override
    public Set<Audience> audience() {
        return ReservationAccess.audience(
                venueId, reservation.originatorId(), reservation.hostId(), reservation.waitressId());
    }

    /** As he sees it. */
    ReservationView viewOf(Caller reader) {
        return ContactDirectory.mayViewInFull(reader, audienceOfContact())
                ? reservation
                : reservation.withContactInfo(reservation.contactInfo().masked());
    }

    /** The same reservation as {@code stored}. */
    NotedBooking noted(Reservation stored) {
        return new NotedBooking(
                NotedBooking.Kind.RESERVATION,
                companyId,
                id(),
                venueId,
                reservation.contactId(),
                reservation.eventInfo().name(),
                audience(),
                audienceOfContact(),
                reservation.qualification(),
                stored::nextCommand);
    }

    Set<Audience> audienceOfContact() {
        return contactAudience.stream().map(Audience::parse).collect(Collectors.toSet());
    }
}
