package app.velvet.venues.reservation;

import app.velvet.api.idempotency.Idempotency;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.booking.Guests;
import app.velvet.venues.booking.WantedNotes;
import app.velvet.venues.booking.WantedNotes.Wanted;
import app.velvet.venues.contact.ContactDirectory;
import app.velvet.venues.event.EventAnnouncements;
import app.velvet.venues.event.EventOverview;
import app.velvet.venues.reservation.Seating.Seats;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes reservations, one transaction for all of a request. */
@ApplicationScoped
class CreatingReservations {

    private static final TypeReference<List<ReservationView>> VIEWS = new TypeReference<>() {};

    private final ReservationRepository reservations;
    private final WholeReservations wholeReservations;
    private final Seating seating;
    private final WantedNotes wantedNotes;
    private final HeldReservations heldReservations;
    private final ContactDirectory directory;
    private final BookedContacts contacts;
    private final EventAnnouncements announcements;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    CreatingReservations(
            ReservationRepository reservations,
            WholeReservations wholeReservations,
            Seating seating,
            WantedNotes wantedNotes,
            HeldReservations heldReservations,
            ContactDirectory directory,
            BookedContacts contacts,
            EventAnnouncements announcements,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.reservations = reservations;
        this.wholeReservations = wholeReservations;
        this.seating = seating;
        this.wantedNotes = wantedNotes;
        this.heldReservations = heldReservations;
        this.directory = directory;
        this.contacts = contacts;
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
        return heldReservations.find(access, eventId).replaceWithVoid();
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

    private Uni<List<ReservationView>> created(
            ReservationAccess access, NewReservations wanted, Guests guests, List<Wanted> notes) {
        long eventId = wanted.reservation().eventId().over(null);
        return heldReservations
                .holdEvent(access, eventId)
                .call(() -> guests.remember(directory, access.companyId()))
                .call(event -> contacts.requireNotBooked(access, event.id(), guests.contactIds()))
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
        return contacts.requireReferable(reservation, null)
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
                        .store(access.caller(), Booked.wishes(patch, added.reservations(), whole))
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
}
