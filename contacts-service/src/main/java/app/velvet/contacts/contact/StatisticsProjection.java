package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toMap;

import app.velvet.contacts.booking.BookedContacts;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.derived.DerivedChanges;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.JdbcOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps the statistics of contacts, and where they are booked, which decides who may see them. Each time the bookings of a
 * contact change, they are what its bookings come to then: so it does not matter how often, how late and in what order the
 * bookings were told of. A contact has few bookings, at most one of each kind per event.
 */
@ApplicationScoped
class StatisticsProjection implements BookedContacts {

    private static final String STORE = """
            insert into contact_statistics as known
                   (company_id, contact_id, total_spent, average_spent, highest_spent, total_comp, reservations_count,
                    guestlists_count, no_shows, cancellations, last_reservation, last_visit, visited_venue_ids,
                    booked_venue_ids)
            select ?, t.* from booking_totals(?, ?, null) t
            on conflict on constraint pk_contact_statistics do update
               set (total_spent, average_spent, highest_spent, total_comp, reservations_count, guestlists_count, no_shows,
                    cancellations, last_reservation, last_visit, visited_venue_ids, booked_venue_ids)
                 = (excluded.total_spent, excluded.average_spent, excluded.highest_spent, excluded.total_comp,
                    excluded.reservations_count, excluded.guestlists_count, excluded.no_shows, excluded.cancellations,
                    excluded.last_reservation, excluded.last_visit, excluded.visited_venue_ids,
                    excluded.booked_venue_ids)
             where (known.total_spent, known.average_spent, known.highest_spent, known.total_comp,
                    known.reservations_count, known.guestlists_count, known.no_shows, known.cancellations,
                    known.last_reservation, known.last_visit, known.visited_venue_ids, known.booked_venue_ids)
                   is distinct from
                   (excluded.total_spent, excluded.average_spent, excluded.highest_spent, excluded.total_comp,
                    excluded.reservations_count, excluded.guestlists_count, excluded.no_shows, excluded.cancellations,
                    excluded.last_reservation, excluded.last_visit, excluded.visited_venue_ids,
                    excluded.booked_venue_ids)
            returning contact_id
            """;

    private static final String REBUILD = """
            insert into statistics_rebuild (company_id, last_done_id) values (?, 0)
            on conflict on constraint pk_statistics_rebuild do update set last_done_id = 0
            """;

    private final StoredContacts contacts;
    private final DerivedChanges derived;
    private final JdbcOutbox outbox;

    StatisticsProjection(StoredContacts contacts, DerivedChanges derived, JdbcOutbox outbox) {
        this.contacts = contacts;
        this.derived = derived;
        this.outbox = outbox;
    }

    @Override
    public void bookingsChanged(Connection transaction, long companyId, SortedSet<Long> contactIds)
            throws SQLException {
        var before = contacts.findForUpdate(transaction, companyId, contactIds);
        var changedIds = store(transaction, companyId, before);
        if (!changedIds.isEmpty()) {
            var after = contacts.find(transaction, companyId, changedIds);
            publish(transaction, companyId, Moved.between(before, after));
        }
    }

    private void publish(Connection transaction, long companyId, List<Moved> moved) throws SQLException {
        var seenByOthers = moved.stream()
                .filter(contact -> contact.changed().contains(Aspect.AUDIENCE))
                .map(Moved::id)
                .toList();
        derived.request(transaction, companyId, ContactChanges.CONTACT, seenByOthers, Aspect.AUDIENCE);
        outbox.append(transaction, moved.stream().flatMap(Moved::changes).toList(), null);
    }

    /** A contact whose bookings have changed. */
    private record Moved(Snapshot before, Snapshot after) {

        static List<Moved> between(List<Contact> before, List<Contact> after) {
            var known = before.stream().collect(toMap(Contact::id, Function.identity()));
            return after.stream()
                    .map(contact -> new Moved(Snapshot.of(known.get(contact.id())), Snapshot.of(contact)))
                    .toList();
        }

        long id() {
            return after.contact().id();
        }

        Set<Aspect> changed() {
            return ContactChanges.changed(before, after);
        }

        Stream<ChangeEvent> changes() {
            return ContactChanges.between(before, after, null).stream();
        }
    }

    @Override
    public void manyBookingsChanged(Connection transaction, long companyId) throws SQLException {
        try (var statement = transaction.prepareStatement(REBUILD)) {
            statement.setLong(1, companyId);
            statement.executeUpdate();
        }
    }

    /** The contacts whose statistics are others than before. */
    private static List<Long> store(Connection transaction, long companyId, List<Contact> known) throws SQLException {
        var ids = known.stream().map(Contact::id).toArray();
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setLong(1, companyId);
            statement.setLong(2, companyId);
            statement.setArray(3, transaction.createArrayOf("bigint", ids));
            try (var rows = statement.executeQuery()) {
                var changed = new ArrayList<Long>();
                while (rows.next()) {
                    changed.add(rows.getLong("contact_id"));
                }
                return changed;
            }
        }
    }
}
