package app.velvet.venues.reservation;

import app.velvet.api.error.RefusedException;
import app.velvet.venues.booking.BookingError;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventOverview;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Takes hold of reservations and their events in the caller's transaction: the event first, so that nobody removes it meanwhile,
 * then the reservation; who waits for one of them has none that comes later.
 */
@ApplicationScoped
class HeldReservations {

    private final ReservationRepository reservations;
    private final EventDirectory events;

    HeldReservations(ReservationRepository reservations, EventDirectory events) {
        this.reservations = reservations;
        this.events = events;
    }

    /** A reservation and the event that it is to be for, which stay as they are until the end of the transaction. */
    record Held(Reservation reservation, EventOverview event) {}

    /**
     * Fails with a {@link ReservationMovedException} if somebody else moves it right now.
     *
     * @param newEventId null if its event stays
     */
    Uni<Held> hold(ReservationAccess access, long id, Long newEventId) {
        access.requireReading();
        return reservations
                .eventOf(ReservationSelection.one(access, id))
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .chain(eventId -> lockEvents(access, id, eventId, newEventId)
                        .chain(event -> reservations
                                .findForUpdate(access.companyId(), id)
                                .map(found -> requireVisible(access, found, id))
                                .map(reservation -> requireOf(eventId, reservation))
                                .map(reservation -> new Held(reservation, event))));
    }

    /** An event that can be booked for, whether or not it can in a moment; fails with a {@link BookingError}. */
    Uni<EventOverview> find(ReservationAccess access, long eventId) {
        return events.find(access.companyId(), eventId).map(found -> requireOpen(access, found, eventId));
    }

    /** The same, and it stays as it is until the end of the transaction. */
    Uni<EventOverview> holdEvent(ReservationAccess access, long eventId) {
        return events.findForUse(access.companyId(), eventId).map(found -> requireOpen(access, found, eventId));
    }

    /** The event of now and the one to be, in one order for everybody; emits the latter. */
    private Uni<EventOverview> lockEvents(ReservationAccess access, long id, long eventId, Long newEventId) {
        if (newEventId == null || newEventId == eventId) {
            return events.findForUse(access.companyId(), eventId).map(found -> found.orElseThrow(() -> notFound(id)));
        }
        var first = Math.min(eventId, newEventId);
        var second = Math.max(eventId, newEventId);
        return events.findForUse(access.companyId(), first)
                .chain(one ->
                        events.findForUse(access.companyId(), second).map(other -> first == newEventId ? one : other))
                .map(found -> requireOpen(access, found, newEventId));
    }

    private static Reservation requireOf(long eventId, Reservation reservation) {
        if (reservation.eventId() != eventId) {
            throw new ReservationMovedException();
        }
        return reservation;
    }

    private static EventOverview requireOpen(ReservationAccess access, Optional<EventOverview> found, long eventId) {
        var event = found.filter(one -> access.mayKnowEventAt(one.venueId()))
                .orElseThrow(() -> new RefusedException(BookingError.EVENT_NOT_FOUND, eventId));
        if (!event.active()) {
            throw new RefusedException(BookingError.EVENT_INACTIVE);
        }
        return event;
    }

    private static Reservation requireVisible(ReservationAccess access, Optional<Reservation> found, long id) {
        return found.filter(reservation -> access.mayRead(reservation.audience()))
                .orElseThrow(() -> notFound(id));
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(ReservationError.NOT_FOUND, id);
    }
}
