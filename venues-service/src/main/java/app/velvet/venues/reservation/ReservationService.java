package app.velvet.venues.reservation;

import app.velvet.api.error.RefusedException;
import app.velvet.api.paging.Page;
import app.velvet.api.paging.Paging;
import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.venues.booking.BookingSelection;
import app.velvet.venues.booking.BookingSelection.Time;
import app.velvet.venues.booking.GuestsOfBookings;
import app.velvet.venues.booking.PromptNotes;
import app.velvet.venues.hold.TakenTables;
import app.velvet.venues.turn.Turns;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What can be done with reservations. Who books for the same event does so one at a time, so that the others wait without a
 * connection to the database; between replicas, the database's constraints decide who gets what.
 */
@ApplicationScoped
class ReservationService {

    private static final int MOST_REPETITIONS = 2;

    private final ReservationRepository reservations;
    private final CreatingReservations creating;
    private final ChangingReservations changing;
    private final PromptNotes promptNotes;
    private final NamedStaff staff;
    private final GuestsOfBookings guests;
    private final Turns turns;
    private final Clock clock;

    ReservationService(
            ReservationRepository reservations,
            CreatingReservations creating,
            ChangingReservations changing,
            PromptNotes promptNotes,
            NamedStaff staff,
            GuestsOfBookings guests,
            Turns turns,
            Clock clock) {
        this.reservations = reservations;
        this.creating = creating;
        this.changing = changing;
        this.promptNotes = promptNotes;
        this.staff = staff;
        this.guests = guests;
        this.turns = turns;
        this.clock = clock;
    }

    BookingSelection selection(ReservationAccess access, ReservationCriteria criteria, Time time) {
        return ReservationSelection.of(access.requireReading(), criteria, time, clock.instant());
    }

    @WithSession
    Uni<Page<ReservationView>> page(ReservationAccess access, BookingSelection selection, Paging paging) {
        return reservations
                .count(selection)
                .chain(total -> reservations
                        .page(paging, selection)
                        .map(found -> Page.inIdOrder(views(access, found), total, paging, ReservationView::id)));
    }

    /** The next {@code limit} reservations in id order. */
    @WithSession
    Uni<List<ReservationView>> after(long id, int limit, ReservationAccess access, BookingSelection selection) {
        return reservations.first(limit, selection.after(id)).map(found -> views(access, found));
    }

    @WithSession
    Uni<ReservationView> get(ReservationAccess access, long id) {
        access.requireReading();
        return reservations
                .first(1, ReservationSelection.one(access, id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(ReservationError.NOT_FOUND, id))
                        .viewOf(access.caller()));
    }

    /** One for each guest, all or none. */
    Uni<List<ReservationView>> create(ReservationAccess access, NewReservations wanted) {
        return staff.requireKnown(access.companyId(), wanted.reservation().people())
                .chain(() -> creating.requireBookable(access, wanted))
                .chain(() -> guests.find(
                        access.caller(),
                        wanted.guests(),
                        wanted.originatorId(access.caller().userId()),
                        NewReservations.ORIGINATOR_ID))
                .chain(found -> turns.take(
                        "bookings " + access.companyId() + "/"
                                + wanted.reservation().eventId().over(null),
                        () -> unlessOvertaken(() -> creating.create(access, wanted, found))))
                .chain(booked -> promptNotes.add(booked.reservations(), booked.wanted()));
    }

    Uni<ReservationView> update(ReservationAccess access, long id, ReservationPatch patch) {
        access.requireReading();
        return staff.requireKnown(access.companyId(), patch.people())
                .chain(() -> unlessOvertaken(() -> changing.update(access, id, patch)))
                .chain(booked -> promptNotes.add(booked.reservations(), booked.wanted()))
                .map(changed -> changed.get(0));
    }

    Uni<Void> delete(ReservationAccess access, long id) {
        return unlessOvertaken(() -> changing.delete(access, id));
    }

    /** Who is overtaken looks again, and is told then what somebody else has. */
    private static <T> Uni<T> unlessOvertaken(Supplier<Uni<? extends T>> transaction) {
        return Uni.createFrom()
                .deferred(transaction)
                .onFailure(ReservationMovedException.class)
                .retry()
                .indefinitely()
                .onFailure(UniqueConstraint.violation("uq_reservation_contact", TakenTables.CONSTRAINT))
                .retry()
                .atMost(MOST_REPETITIONS);
    }

    private static List<ReservationView> views(ReservationAccess access, List<WholeReservation> found) {
        return found.stream().map(one -> one.viewOf(access.caller())).toList();
    }
}
