package app.velvet.venues.reservation;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.booking.BookingError;
import app.velvet.venues.booking.Guests;
import app.velvet.venues.booking.NotedBooking.Kind;
import app.velvet.venues.booking.WantedNotes;
import app.velvet.venues.booking.WantedNotes.Wanted;
import app.velvet.venues.booking.WantedNotes.Wish;
import app.velvet.venues.contact.ContactDirectory;
import app.velvet.venues.event.EventAnnouncements;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventOverview;
import app.velvet.venues.reservation.Reservation.Outcome;
import app.velvet.venues.reservation.Seating.Seats;
import app.velvet.venues.venue.VenueDirectory;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.FlushMode;

/**
 * Single transactions about reservations. Each has the event first, so that nobody removes it meanwhile, then the
 * reservation, then tables; who waits for one of them has none that comes later.
 */
@ApplicationScoped
class ReservationTransactions {

    private static final TypeReference<List<ReservationView>> VIEWS = new TypeReference<>() {};

    private final ReservationRepository reservations;
    private final WholeReservations wholeReservations;
    private final Seating seating;
    private final WantedNotes wantedNotes;
    private final ContactDirectory contacts;
    private final EventDirectory events;
    private final EventAnnouncements announcements;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    ReservationTransactions(
            ReservationRepository reservations,
            WholeReservations wholeReservations,
            Seating seating,
            WantedNotes wantedNotes,
            ContactDirectory contacts,
            EventDirectory events,
            EventAnnouncements announcements,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.reservations = reservations;
        this.wholeReservations = wholeReservations;
        this.seating = seating;
        this.wantedNotes = wantedNotes;
        this.contacts = contacts;
        this.events = events;
        this.announcements = announcements;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Fails as {@link #create} would, where that can be known before anything is done elsewhere. */
    @WithSession
    Uni<Void> requireBookable(ReservationAccess access, NewReservations wanted) {
        access.requireCreating();
        long eventId = wanted.reservation().eventId().over(null);
        return events.find(access.companyId(), eventId)
                .invoke(found -> requireOpen(access, found, eventId))
                .replaceWithVoid();
    }

    /**
     * One for each guest, all or none. Fails with the violation of a constraint if somebody is faster right now.
     *
     * @param guests the contacts for whom it is
     */
    @WithTransaction
    Uni<Booked> create(ReservationAccess access, NewReservations wanted, Guests guests) {
        var notes = new ArrayList<Wanted>();
        return idempotency
                .once(access.caller(), () -> created(access, wanted, guests, notes), VIEWS)
                .map(views -> new Booked(views, notes));
    }

    /**
     * Reservations as the caller sees them.
     *
     * @param wanted of contacts-service, because of them; nothing if this was done before
     */
    record Booked(List<ReservationView> reservations, List<Wanted> wanted) {}

    /**
     * Questions are asked of what is stored: they do not write what is wrong with a change first. Fails with a
     * {@link ReservationMovedException} if somebody else moves it right now.
     */
    @WithTransaction
    Uni<Booked> update(ReservationAccess access, long id, ReservationPatch patch) {
        var notes = new ArrayList<Wanted>();
        return Panache.getSession()
                .invoke(session -> session.setFlushMode(FlushMode.COMMIT))
                .chain(() -> lock(access, id, patch.eventId().over(null)))
                .chain(locked -> updated(access, locked, patch, notes))
                .map(reservation -> new Booked(List.of(reservation.viewOf(access.caller())), notes));
    }

    /** Fails with a {@link ReservationMovedException} if somebody else moves it right now. */
    @WithTransaction
    Uni<Void> delete(ReservationAccess access, long id) {
        return lock(access, id, null).map(Locked::reservation).chain(reservation -> deleted(access, reservation));
    }

    private Uni<List<ReservationView>> created(
            ReservationAccess access, NewReservations wanted, Guests guests, List<Wanted> notes) {
        long eventId = wanted.reservation().eventId().over(null);
        return events.findForUse(access.companyId(), eventId)
                .map(found -> requireOpen(access, found, eventId))
                .call(() -> guests.remember(contacts, access.companyId()))
                .call(event -> requireNotBooked(access, event.id(), guests.contactIds()))
                .chain(event -> addAll(access, event, wanted, guests))
                .chain(added -> published(access, wanted.reservation(), added, notes))
                .map(whole -> whole.stream()
                        .map(one -> guests.view(one.viewOf(access.caller()), access.caller()))
                        .toList());
    }

    /** Reservations that were added, and what has followed from that. */
    private record Added(List<Reservation> reservations, List<ChangeEvent> changes) {}

    private Uni<Added> addAll(ReservationAccess access, EventOverview event, NewReservations wanted, Guests guests) {
        var added = new Added(new ArrayList<>(), new ArrayList<>());
        return Multi.createFrom()
                .iterable(guests.contactIds())
                .call(contactId -> add(access, event, wanted, contactId, added))
                .collect()
                .last()
                .replaceWith(added);
    }

    private Uni<Void> add(
            ReservationAccess access, EventOverview event, NewReservations wanted, long contactId, Added added) {
        var reservation = new Reservation(
                access.companyId(),
                contactId,
                wanted.originatorId(access.caller().userId()),
                clock.instant());
        reservation.moveTo(event.id(), event.venueId());
        reservation.apply(wanted.reservation());
        access.requireCreating(reservation.audience());
        return requireReferable(reservation, null)
                .chain(() -> seating.check(access, Seats.NONE, reservation))
                .chain(() -> reservations.add(reservation))
                .chain(() -> seating.take(access, List.of(), reservation))
                .invoke(added.changes()::addAll)
                .invoke(() -> added.reservations().add(reservation))
                .replaceWithVoid();
    }

    private Uni<List<WholeReservation>> published(
            ReservationAccess access, ReservationPatch patch, Added added, List<Wanted> notes) {
        var ids = added.reservations().stream().map(Reservation::id).toList();
        var eventIds = added.reservations().stream()
                .map(Reservation::eventId)
                .distinct()
                .toList();
        return announcements
                .moved(access.companyId(), eventIds)
                .chain(() -> wholeReservations.current(access.companyId(), ids))
                .call(whole -> wantedNotes
                        .store(access.caller(), wishes(patch, added.reservations(), whole))
                        .invoke(notes::addAll))
                .call(whole -> {
                    for (int i = 0; i < whole.size(); i++) {
                        added.reservations().get(i).publishedAs(wholeReservations.fingerprint(whole.get(i)));
                        added.changes()
                                .add(ReservationChanges.of(
                                        Action.CREATE,
                                        whole.get(i),
                                        access.caller().userId()));
                    }
                    return outbox.append(added.changes());
                });
    }

    private static List<Wish> wishes(
            ReservationPatch patch, List<Reservation> reservations, List<WholeReservation> whole) {
        return IntStream.range(0, whole.size())
                .mapToObj(i -> new Wish(
                        whole.get(i).noted(reservations.get(i)),
                        patch.notes(),
                        patch.qualification().over(null)))
                .toList();
    }

    private Uni<WholeReservation> updated(
            ReservationAccess access, Locked locked, ReservationPatch patch, List<Wanted> notes) {
        var reservation = locked.reservation();
        requirePermitted(access, reservation, patch);
        return wholeReservations.current(reservation).chain(before -> {
            var seatsBefore = Seats.of(reservation);
            var takenBefore = reservation.takenTableIds();
            var countedBefore = Counted.of(reservation);
            var outcomeBefore = reservation.isClosedOut() ? reservation.outcome() : null;
            reservation.moveTo(locked.event().id(), locked.event().venueId());
            reservation.apply(patch);
            requireStillPermitted(access, before, reservation, outcomeBefore);
            return requireContact(access, before, reservation)
                    .chain(() -> requireReferable(reservation, before.reservation()))
                    .chain(() -> seating.check(access, seatsBefore, reservation))
                    .chain(() -> seating.take(access, takenBefore, reservation))
                    .chain(endedHolds -> changed(access, before, countedBefore, reservation, endedHolds))
                    .call(whole -> wantedNotes
                            .store(access.caller(), wishes(patch, List.of(reservation), List.of(whole)))
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

    /** A reservation and the event that it is to be for, which stay as they are until the end of the transaction. */
    private record Locked(Reservation reservation, EventOverview event) {}

    /** @param newEventId null if its event stays */
    private Uni<Locked> lock(ReservationAccess access, long id, Long newEventId) {
        access.requireReading();
        return reservations
                .eventOf(ReservationSelection.one(access, id))
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .chain(eventId -> lockEvents(access, id, eventId, newEventId)
                        .chain(event -> reservations
                                .findForUpdate(access.companyId(), id)
                                .map(found -> requireVisible(access, found, id))
                                .map(reservation -> requireOf(eventId, reservation))
                                .map(reservation -> new Locked(reservation, event))));
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

    private Uni<Void> requireContact(ReservationAccess access, WholeReservation before, Reservation reservation) {
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

    private Uni<Void> requireNotBooked(ReservationAccess access, long eventId, List<Long> contactIds) {
        return reservations
                .booked(access.companyId(), eventId, contactIds)
                .invoke(booked -> {
                    if (!booked.isEmpty()) {
                        throw new RefusedException(ReservationError.CONTACT_BOOKED, booked.get(0));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * A contact that recommends somebody has to be known, but need not stay; of users, that was asked before.
     *
     * @param before null for a new reservation
     */
    private Uni<Void> requireReferable(Reservation reservation, ReservationView before) {
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

    private static Reservation requireVisible(ReservationAccess access, Optional<Reservation> found, long id) {
        return found.filter(reservation -> access.mayRead(reservation.audience()))
                .orElseThrow(() -> notFound(id));
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(ReservationError.NOT_FOUND, id);
    }
}
