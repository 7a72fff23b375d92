package app.velvet.contacts.booking;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What venues-service publishes: who is expected where and when, and what came of it. */
@ApplicationScoped
class FollowingVenues implements ChangeHandler {

    private static final String CONSUMER = "contacts-service.venues";

    /** In the order in which they are locked. */
    private final List<CopiedBookings> bookings = List.of(new CopiedReservations(), new CopiedGuestlists());

    private final BookedContacts booked;
    private final List<FollowsBookings> followers;

    FollowingVenues(BookedContacts booked, @All List<FollowsBookings> followers) {
        this.booked = booked;
        this.followers = followers;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return Set.of("venues.changes");
    }

    /** Who may read a booking may read its notes: a change left out could show them to somebody for good. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var copy : bookings) {
            for (var company : named(copy, changes).entrySet()) {
                copy.lock(transaction, company.getKey(), company.getValue());
            }
        }
        var contactIds = new TreeMap<Long, SortedSet<Long>>();
        for (var change : changes) {
            contactIds
                    .computeIfAbsent(change.companyId(), company -> new TreeSet<>())
                    .addAll(apply(transaction, change));
        }
        for (var copy : bookings) {
            for (var company : named(copy, changes).entrySet()) {
                tellFollowers(transaction, company.getKey(), copy, company.getValue());
            }
        }
        tell(transaction, contactIds);
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var companyId = resynchronisation.companyId();
        var swept = new LinkedHashMap<CopiedBookings, SortedSet<Long>>();
        for (var copy : bookings) {
            swept.put(copy, copy.sweep(transaction, resynchronisation));
        }
        for (var copy : bookings) {
            tellFollowers(transaction, companyId, copy, swept.get(copy));
        }
        if (swept.values().stream().anyMatch(ids -> !ids.isEmpty())) {
            booked.manyBookingsChanged(transaction, companyId);
        }
        CopiedEvents.sweep(transaction, resynchronisation);
        CopiedVenues.sweep(transaction, resynchronisation);
        CopiedShares.sweep(transaction, resynchronisation);
    }

    /** Whose bookings the change has changed. */
    private Set<Long> apply(Connection transaction, ChangeRecord change) throws SQLException {
        for (var copy : bookings) {
            if (copy.className().equals(change.className())) {
                return copy.apply(transaction, change);
            }
        }
        switch (change.className()) {
            case CopiedVenues.CLASS_NAME -> CopiedVenues.apply(transaction, change);
            case CopiedEvents.CLASS_NAME -> CopiedEvents.apply(transaction, change);
            case CopiedShares.CLASS_NAME -> CopiedShares.apply(transaction, change);
            default -> {}
        }
        return Set.of();
    }

    /** The bookings of one kind that changes are about, by company. */
    private static Map<Long, SortedSet<Long>> named(CopiedBookings copy, List<ChangeRecord> changes) {
        var ids = new TreeMap<Long, SortedSet<Long>>();
        for (var change : changes) {
            if (copy.className().equals(change.className())) {
                ids.computeIfAbsent(change.companyId(), company -> new TreeSet<>())
                        .add(change.id());
            }
        }
        return ids;
    }

    private void tellFollowers(Connection transaction, long companyId, CopiedBookings copy, SortedSet<Long> ids)
            throws SQLException {
        for (var follower : followers) {
            if (!ids.isEmpty()) {
                follower.bookingsChanged(transaction, companyId, copy.className(), ids);
            }
        }
    }

    private void tell(Connection transaction, Map<Long, ? extends SortedSet<Long>> contactIds) throws SQLException {
        for (var company : contactIds.entrySet()) {
            if (!company.getValue().isEmpty()) {
                booked.bookingsChanged(transaction, company.getKey(), company.getValue());
            }
        }
    }
}
