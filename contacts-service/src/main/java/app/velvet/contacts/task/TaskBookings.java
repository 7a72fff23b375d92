package app.velvet.contacts.task;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.contacts.booking.Booking;
import app.velvet.contacts.booking.Bookings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The reservations and events that tasks belong to, as far as the copy of them knows. */
@ApplicationScoped
class TaskBookings {

    private final Bookings bookings;

    TaskBookings(Bookings bookings) {
        this.bookings = bookings;
    }

    /**
     * The reservation as it stays until the end of the transaction; empty if it is not known here, and without one. To be
     * held before anything else.
     *
     * @param reservationId null for none
     */
    Uni<Optional<Booking>> hold(Caller caller, Long reservationId) {
        return reservationId == null
                ? Uni.createFrom().item(Optional.empty())
                : bookings.holdReservation(caller.companyId(), reservationId);
    }

    /** @return fails with an {@link InvalidFieldsException} if there is no such event; null is none and right */
    Uni<Void> requireEvent(Caller caller, Long eventId) {
        return eventId == null
                ? Uni.createFrom().voidItem()
                : bookings.hasEvent(caller.companyId(), eventId)
                        .invoke(known -> {
                            if (!known) {
                                throw new InvalidFieldsException("event_id", "is invalid");
                            }
                        })
                        .replaceWithVoid();
    }

    /**
     * The stage of the reservation that was held; null without a reservation.
     *
     * @throws InvalidFieldsException if there is none that the caller may see
     */
    static String requireStage(Caller caller, Long reservationId, Optional<Booking> held) {
        if (reservationId == null) {
            return null;
        }
        return held.filter(reservation -> caller.may(Right.READ_RESERVATIONS, reservation.audience()))
                .map(Booking::stage)
                .orElseThrow(() -> new InvalidFieldsException("reservation_id", "is invalid"));
    }
}
