package app.velvet.venues.guestlist;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.events.staff.StaffMembers;
import app.velvet.venues.booking.BookingSelection;
import app.velvet.venues.booking.BookingSelection.Time;
import app.velvet.venues.booking.Guests;
import app.velvet.venues.booking.GuestsOfBookings;
import app.velvet.venues.booking.PromptNotes;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * What can be done with guestlists. Who puts guests down for the same event does so one at a time, so that the others wait
 * without a connection to the database; between replicas, the database decides who gets the last places.
 */
@ApplicationScoped
class GuestlistService {

    private final GuestlistRepository guestlists;
    private final GuestlistTransactions transactions;
    private final GuestsOfBookings guests;
    private final PromptNotes promptNotes;
    private final StaffMembers staff;
    private final GuestlistTurns turns;
    private final Clock clock;

    GuestlistService(
            GuestlistRepository guestlists,
            GuestlistTransactions transactions,
            GuestsOfBookings guests,
            PromptNotes promptNotes,
            StaffMembers staff,
            GuestlistTurns turns,
            Clock clock) {
        this.guestlists = guestlists;
        this.transactions = transactions;
        this.guests = guests;
        this.promptNotes = promptNotes;
        this.staff = staff;
        this.turns = turns;
        this.clock = clock;
    }

    BookingSelection selection(GuestlistAccess access, GuestlistCriteria criteria, Time time) {
        return GuestlistSelection.of(access.requireReading(), criteria, time, clock.instant());
    }

    /** The next {@code limit} guestlists in id order. */
    @WithSession
    Uni<List<GuestlistView>> after(long id, int limit, GuestlistAccess access, BookingSelection selection) {
        return guestlists.first(limit, selection.after(id)).map(found -> views(access, found));
    }

    @WithSession
    Uni<GuestlistView> get(GuestlistAccess access, long id) {
        access.requireReading();
        return guestlists
                .first(1, GuestlistSelection.one(access, id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(GuestlistError.NOT_FOUND, id))
                        .viewOf(access.caller()));
    }

    /** One for each guest, all or none. */
    Uni<List<GuestlistView>> create(GuestlistAccess access, NewGuestlists wanted) {
        long userId = wanted.userId(access.caller().userId());
        return requireKnown(access, userId)
                .chain(() -> transactions.requireOpen(
                        access, wanted.eventId(), userId, wanted.guestlist().types()))
                .chain(() -> guests.find(access.caller(), wanted.guests(), userId, NewGuestlists.USER_ID))
                .chain(found -> turns.take(
                        access,
                        wanted.eventId(),
                        () -> transactions.create(
                                access, wanted.eventId(), userId, entries(found, wanted.guestlist()), found)))
                .chain(listed -> promptNotes.add(listed.guestlists(), listed.wanted()));
    }

    Uni<GuestlistView> update(GuestlistAccess access, long id, GuestlistPatch patch) {
        access.requireReading();
        return requireKnown(access, patch.userId().over(null))
                .chain(() -> transactions.eventOf(access, id))
                .chain(eventId -> turns.take(access, eventId, () -> transactions.update(access, id, patch)))
                .chain(listed -> promptNotes.add(listed.guestlists(), listed.wanted()))
                .map(changed -> changed.get(0));
    }

    Uni<Void> delete(GuestlistAccess access, long id) {
        access.requireReading();
        return transactions
                .eventOf(access, id)
                .chain(eventId -> turns.take(access, eventId, () -> transactions.delete(access, id)));
    }

    private static List<Entry> entries(Guests guests, GuestlistPatch patch) {
        return guests.contactIds().stream().map(id -> new Entry(id, patch)).toList();
    }

    /** Whoever he is named as is of this company; null is nobody. */
    private Uni<Void> requireKnown(GuestlistAccess access, Long userId) {
        return userId == null || userId == access.caller().userId()
                ? Uni.createFrom().voidItem()
                : staff.find(access.companyId(), List.of(userId))
                        .invoke(found -> {
                            if (found.isEmpty()) {
                                throw new InvalidFieldsException(NewGuestlists.USER_ID, "is invalid");
                            }
                        })
                        .replaceWithVoid();
    }

    private static List<GuestlistView> views(GuestlistAccess access, List<WholeGuestlist> found) {
        return found.stream().map(one -> one.viewOf(access.caller())).toList();
    }
}
