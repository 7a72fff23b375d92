package app.velvet.venues.reservation;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.venues.booking.BookingError;
import app.velvet.venues.contact.ContactDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** The contacts whom reservations name, asked about in the caller's transaction. */
@ApplicationScoped
class BookedContacts {

    private final ReservationRepository reservations;
    private final ContactDirectory contacts;

    BookedContacts(ReservationRepository reservations, ContactDirectory contacts) {
        this.reservations = reservations;
        this.contacts = contacts;
    }

    /** Fails with {@link ReservationError#CONTACT_BOOKED} if one of the contacts has a reservation for the event. */
    Uni<Void> requireNotBooked(ReservationAccess access, long eventId, List<Long> contactIds) {
        return reservations
                .booked(access.companyId(), eventId, contactIds)
                .invoke(booked -> {
                    if (!booked.isEmpty()) {
                        throw new RefusedException(ReservationError.CONTACT_BOOKED, booked.get(0));
                    }
                })
                .replaceWithVoid();
    }

    /** The contact of a reservation that may be for somebody else, or at another event, than before. */
    Uni<Void> requireContact(ReservationAccess access, WholeReservation before, Reservation reservation) {
        var now = before.reservation();
        if (now.contactId() == reservation.contactId() && now.eventId() == reservation.eventId()) {
            return Uni.createFrom().voidItem();
        }
        var contactIds = List.of(reservation.contactId());
        return contacts.find(access.companyId(), contactIds)
                .invoke(found -> {
                    if (now.contactId() != reservation.contactId()
                            && !(found.containsKey(reservation.contactId())
                                    && found.get(reservation.contactId()).isVisibleTo(access.caller()))) {
                        throw new RefusedException(BookingError.CONTACT_NOT_FOUND, reservation.contactId());
                    }
                })
                .chain(() -> requireNotBooked(access, reservation.eventId(), contactIds));
    }

    /**
     * A contact that recommends somebody has to be known, but need not stay; of users, that was asked before.
     *
     * @param before null for a new reservation
     */
    Uni<Void> requireReferable(Reservation reservation, ReservationView before) {
        if ((reservation.referableId() == null) != (reservation.referableType() == null)) {
            throw new InvalidFieldsException("referable_type", "can't be blank");
        }
        var known = before != null
                && before.referableType() == reservation.referableType()
                && Objects.equals(before.referableId(), reservation.referableId());
        if (known || reservation.referableType() != ReferableType.CONTACT) {
            return Uni.createFrom().voidItem();
        }
        return contacts.find(reservation.companyId(), List.of(reservation.referableId()))
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new InvalidFieldsException("referable_id", "is invalid");
                    }
                })
                .replaceWithVoid();
    }
}
