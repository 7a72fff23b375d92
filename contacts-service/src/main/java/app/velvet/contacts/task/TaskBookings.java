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
     * The stage of a reservation, which stays until the end of the transaction; null without a reservation.
     *
     * @return fails with an {@link InvalidFieldsException} if there is none that the caller may see
     */
    Uni<String> holdStage(Caller caller, Long reservationId) {
        return reservationId == null
                ? Uni.createFrom().nullItem()
                : bookings.holdReservation(caller.companyId(), reservationId).map(found -> requireStage(caller, found));
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

    private static String requireStage(Caller caller, Optional<Booking> found) {
        return found.filter(reservation -> caller.may(Right.READ_RESERVATIONS, reservation.audience()))
                .map(Booking::stage)
                .orElseThrow(() -> new InvalidFieldsException("reservation_id", "is invalid"));
    }
}
