package app.velvet.venues.guestlist;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.work.OffEventLoop;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import app.velvet.venues.booking.Guests;
import app.velvet.venues.contact.ContactsService;
import app.velvet.venues.contact.ToldContact;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts thousands of guests down at once. All that could be wrong with the list is found before contacts-service is asked for
 * contacts, some hundreds at a time; those it has made by the time that it fails are found again by their names.
 */
@ApplicationScoped
class ListingMany {

    private static final String ORIGINATOR_NAME = "originator_name";
    private static final int NAMES_AT_ONCE = 200;

    private final GuestlistTransactions transactions;
    private final GuestlistTurns turns;
    private final ContactsService contacts;
    private final StaffMembers staff;

    ListingMany(
            GuestlistTransactions transactions, GuestlistTurns turns, ContactsService contacts, StaffMembers staff) {
        this.transactions = transactions;
        this.turns = turns;
        this.contacts = contacts;
        this.staff = staff;
    }

    /** In the order of the rows, all or none. */
    Uni<List<GuestlistView>> create(GuestlistAccess access, ListOfGuests list) {
        access.requireCreating();
        return OffEventLoop.run(() -> GuestRows.read(list.text()))
                .chain(rows -> originator(access, list.originatorName())
                        .chain(originator -> turns.takeForList(() -> create(access, list, rows, originator))));
    }

    private Uni<List<GuestlistView>> create(
            GuestlistAccess access, ListOfGuests list, List<GuestRow> rows, StaffMember originator) {
        long eventId = list.guestlist().eventId();
        return transactions
                .requireOpen(access, eventId, originator.id(), list.guestlist().types())
                .chain(() -> contacts(access, rows, originator.id()))
                .map(Guests::told)
                .chain(guests -> turns.take(
                        access,
                        eventId,
                        () -> transactions.createMany(
                                access, eventId, originator.id(), entries(list, rows, guests.contactIds()), guests)));
    }

    /** Of the rows, in their order. */
    private Uni<List<ToldContact>> contacts(GuestlistAccess access, List<GuestRow> rows, long ownerId) {
        var names = rows.stream().map(GuestRow::name).toList();
        return Multi.createFrom()
                .iterable(chunks(names))
                .onItem()
                .transformToUniAndConcatenate(chunk -> contacts.takeNamed(ownerId, chunk))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private static List<List<String>> chunks(List<String> names) {
        return IntStream.iterate(0, from -> from < names.size(), from -> from + NAMES_AT_ONCE)
                .mapToObj(from -> names.subList(from, Math.min(from + NAMES_AT_ONCE, names.size())))
                .toList();
    }

    private static List<Entry> entries(ListOfGuests list, List<GuestRow> rows, List<Long> contactIds) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Entry(
                        contactIds.get(i), patch(rows.get(i), list.guestlist().types())))
                .toList();
    }

    private static GuestlistPatch patch(GuestRow row, GuestlistPatch.Types types) {
        return GuestlistPatch.ofRow(
                row.males(), row.females(), types, row.notes() == null ? List.of() : List.of(row.notes()));
    }

    /** The one who has this name. */
    private Uni<StaffMember> originator(GuestlistAccess access, String name) {
        return staff.active(access.companyId()).map(members -> {
            var named = members.stream()
                    .filter(member -> member.name().equals(name.strip()))
                    .toList();
            if (named.size() != 1) {
                throw new InvalidFieldsException(
                        ORIGINATOR_NAME, named.isEmpty() ? "is invalid" : "is that of several people");
            }
            return named.get(0);
        });
    }
}
