package app.velvet.venues.reservation;

import app.velvet.api.error.RefusedException;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.booking.NotedBooking.Kind;
import app.velvet.venues.booking.WantedNotes;
import app.velvet.venues.booking.WantedNotes.Wanted;
import app.velvet.venues.event.EventAnnouncements;
import app.velvet.venues.reservation.HeldReservations.Held;
import app.velvet.venues.reservation.Reservation.Outcome;
import app.velvet.venues.reservation.Seating.Seats;
import app.velvet.venues.venue.VenueDirectory;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.FlushMode;

/** Changes and removes reservations, each in one transaction. */
@ApplicationScoped
class ChangingReservations {

    private final ReservationRepository reservations;
    private final WholeReservations wholeReservations;
    private final Seating seating;
    private final WantedNotes wantedNotes;
    private final HeldReservations heldReservations;
    private final BookedContacts contacts;
    private final EventAnnouncements announcements;
    private final Outbox outbox;
    private final Clock clock;

    ChangingReservations(
            ReservationRepository reservations,
            WholeReservations wholeReservations,
            Seating seating,
            WantedNotes wantedNotes,
            HeldReservations heldReservations,
            BookedContacts contacts,
            EventAnnouncements announcements,
            Outbox outbox,
            Clock clock) {
        this.reservations = reservations;
        this.wholeReservations = wholeReservations;
        this.seating = seating;
        this.wantedNotes = wantedNotes;
        this.heldReservations = heldReservations;
        this.contacts = contacts;
        this.announcements = announcements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Questions are asked of what is stored: they do not write what is wrong with a change first. Fails with a
     * {@link ReservationMovedException} if somebody else moves it right now.
     */
    @WithTransaction
    Uni<Booked> update(ReservationAccess access, long id, ReservationPatch patch) {
        var notes = new ArrayList<Wanted>();
        return Panache.getSession()
                .invoke(session -> session.setFlushMode(FlushMode.COMMIT))
                .chain(() -> heldReservations.hold(access, id, patch.eventId().over(null)))
                .chain(locked -> updated(access, locked, patch, notes))
                .map(reservation -> new Booked(List.of(reservation.viewOf(access.caller())), notes));
    }

    /** Fails with a {@link ReservationMovedException} if somebody else moves it right now. */
    @WithTransaction
    Uni<Void> delete(ReservationAccess access, long id) {
        return heldReservations
                .hold(access, id, null)
                .map(Held::reservation)
                .chain(reservation -> deleted(access, reservation));
    }

    private Uni<WholeReservation> updated(
            ReservationAccess access, Held held, ReservationPatch patch, List<Wanted> notes) {
        var reservation = held.reservation();
        requirePermitted(access, reservation, patch);
        return wholeReservations.current(reservation).chain(before -> {
            var seatsBefore = Seats.of(reservation);
            var takenBefore = reservation.takenTableIds();
            var countedBefore = Counted.of(reservation);
            var outcomeBefore = reservation.isClosedOut() ? reservation.outcome() : null;
            reservation.moveTo(held.event().id(), held.event().venueId());
            reservation.apply(patch);
            requireStillPermitted(access, before, reservation, outcomeBefore);
            return contacts.requireContact(access, before, reservation)
                    .chain(() -> contacts.requireReferable(reservation, before.reservation()))
                    .chain(() -> seating.check(access, seatsBefore, reservation))
                    .chain(() -> seating.take(access, takenBefore, reservation))
                    .chain(endedHolds -> changed(access, before, countedBefore, reservation, endedHolds))
                    .call(whole -> wantedNotes
                            .store(access.caller(), Booked.wishes(patch, List.of(reservation), List.of(whole)))
                            .invoke(notes::addAll));
        });
    }

    /** What of a reservation its event counts. */
    private record Counted(long eventId, Double minimum, boolean lost, List<Long> takenTableIds) {

        static Counted of(Reservation reservation) {
            return new Counted(
                    reservation.eventId(),
                    reservation.minimum(),
                    reservation.status().isLost(),
                    reservation.takenTableIds());
        }

        /** The events that say something else now. */
        List<Long> movedTo(Counted after) {
            return equals(after)
                    ? List.of()
                    : Stream.of(eventId, after.eventId).distinct().sorted().toList();
        }
    }

    private Uni<WholeReservation> changed(
            ReservationAccess access,
            WholeReservation before,
            Counted countedBefore,
            Reservation reservation,
            List<ChangeEvent> endedHolds) {
        return wholeReservations.current(reservation).chain(after -> {
            if (after.equals(before)) {
                return Uni.createFrom().item(before);
            }
            reservation.touch(clock.instant());
            return announcements
                    .moved(access.companyId(), countedBefore.movedTo(Counted.of(reservation)))
                    .chain(() -> wholeReservations.current(reservation))
                    .call(whole -> {
                        reservation.publishedAs(wholeReservations.fingerprint(whole));
                        var changes = new ArrayList<>(endedHolds);
                        changes.add(ReservationChanges.of(
                                Action.UPDATE, whole, access.caller().userId()));
                        return outbox.append(changes);
                    });
        });
    }

    private Uni<Void> deleted(ReservationAccess access, Reservation reservation) {
        access.requireChanging(reservation.audience());
        if (reservation.isClosedOut()) {
            throw new RefusedException(ReservationError.NOT_REMOVABLE);
        }
        return wantedNotes
                .withdraw(Kind.RESERVATION, access.companyId(), reservation.id())
                .chain(() -> reservations.removeAll(access.companyId(), List.of(reservation)))
                .chain(() -> announcements.moved(access.companyId(), List.of(reservation.eventId())))
                .chain(() -> outbox.append(ReservationChanges.destroyed(
                        reservation, access.caller().userId())));
    }

    /** To close out takes no more than the right to that. */
    private static void requirePermitted(ReservationAccess access, Reservation reservation, ReservationPatch patch) {
        if (!patch.onlyClosesOut() || !patch.closeout().over(reservation.isClosedOut())) {
            access.requireChanging(reservation.audience());
        } else if (!access.mayChange(reservation.audience())) {
            access.requireClosingOut(reservation.audience());
        }
        if (patch.closeout().over(false)) {
            access.requireClosingOut(reservation.audience());
        }
    }

    /** @param outcomeBefore null if the reservation was not closed out */
    private static void requireStillPermitted(
            ReservationAccess access, WholeReservation before, Reservation reservation, Outcome outcomeBefore) {
        if (before.venueId() != reservation.venueId()) {
            access.requireChanging(VenueDirectory.audience(reservation.venueId()));
        }
        if (outcomeBefore != null && reservation.isClosedOut() && !outcomeBefore.equals(reservation.outcome())) {
            throw new RefusedException(ReservationError.CLOSED_OUT);
        }
    }
}
