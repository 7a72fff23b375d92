package app.velvet.venues.booking;

import static java.util.stream.Collectors.toSet;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import app.velvet.venues.contact.ContactDirectory;
import app.velvet.venues.contact.ContactsService;
import app.velvet.venues.contact.KnownContact;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Finds the contacts that requests are about to book for, or has them made. Not to be asked in a transaction. */
@ApplicationScoped
public class GuestsOfBookings {

    /** A contact that was just made is heard of within a second. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int MOST_LOOKS = 10;

    private final ContactDirectory contacts;
    private final ContactsService contactsService;
    private final StaffMembers staff;

    GuestsOfBookings(ContactDirectory contacts, ContactsService contactsService, StaffMembers staff) {
        this.contacts = contacts;
        this.contactsService = contactsService;
        this.staff = staff;
    }

    /**
     * Who brings a guest whom the request describes makes the difference: a promoter's guests need not be reachable.
     *
     * @param field the name of the field that says who does
     * @return fails with {@link BookingError#CONTACT_NOT_FOUND} that names the first contact that the caller cannot see; for a
     *     guest whom the request describes as {@link ContactsService#take} does, or with an {@link InvalidFieldsException}
     */
    public Uni<Guests> find(Caller caller, WantedGuests wanted, long bringerId, String field) {
        return wanted.guest() == null
                ? named(caller, wanted.contactIds())
                : described(caller, wanted.guest(), bringerId, field);
    }

    private Uni<Guests> named(Caller caller, List<Long> contactIds) {
        return look(caller, contactIds, MOST_LOOKS)
                .invoke(visible -> contactIds.stream()
                        .filter(id -> !visible.contains(id))
                        .findFirst()
                        .ifPresent(id -> {
                            throw new RefusedException(BookingError.CONTACT_NOT_FOUND, id);
                        }))
                .replaceWith(Guests.named(contactIds));
    }

    private Uni<Guests> described(Caller caller, NewGuest guest, long bringerId, String field) {
        var reachable = guest.isReachable()
                ? Uni.createFrom().voidItem()
                : isPromoter(caller.companyId(), bringerId, field)
                        .invoke(GuestsOfBookings::requirePromoter)
                        .replaceWithVoid();
        return reachable
                .chain(() -> contactsService.take(caller, guest, guest.isReachable()))
                .map(told -> Guests.described(told, guest));
    }

    /** Those of these contacts that are known and that the caller may see. */
    @WithSession
    Uni<Set<Long>> visible(Caller caller, List<Long> contactIds) {
        return contacts.find(caller.companyId(), contactIds)
                .map(found -> found.values().stream()
                        .filter(contact -> contact.isVisibleTo(caller))
                        .map(KnownContact::id)
                        .collect(toSet()));
    }

    private Uni<Set<Long>> look(Caller caller, List<Long> contactIds, int looks) {
        return visible(caller, contactIds)
                .chain(visible -> looks == 1 || visible.containsAll(contactIds)
                        ? Uni.createFrom().item(visible)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE)
                                .chain(() -> look(caller, contactIds, looks - 1)));
    }

    private Uni<Boolean> isPromoter(long companyId, long userId, String field) {
        return staff.find(companyId, List.of(userId))
                .map(found -> found.stream()
                        .findFirst()
                        .map(StaffMember::promoter)
                        .orElseThrow(() -> new InvalidFieldsException(field, "is invalid")));
    }

    private static void requirePromoter(boolean promoter) {
        if (!promoter) {
            throw new InvalidFieldsException("email", "can't be blank");
        }
    }
}
