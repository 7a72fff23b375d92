package app.velvet.auth.user;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows who works where. A home venue decides what its user may see, and other services hear of it with the user: so what
 * he is is published again in the transaction in which it changes.
 */
@ApplicationScoped
class FollowingVenues implements ChangeHandler {

    private static final String CLASS_NAME = "UserVenue";

    private static final String PUT = """
            insert into user_venue (company_id, id, user_id, venue_id, venue_name, home, selected)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict on constraint pk_user_venue do update
               set user_id = excluded.user_id, venue_id = excluded.venue_id, venue_name = excluded.venue_name,
                   home = excluded.home, selected = excluded.selected
            """;

    private static final String REMOVE = "delete from user_venue where company_id = ? and id = ? returning user_id";

    private final HomeVenues homes;

    FollowingVenues(HomeVenues homes) {
        this.homes = homes;
    }

    @Override
    public String consumer() {
        return "auth-service.venues";
    }

    @Override
    public Set<String> topics() {
        return Set.of("venues.changes");
    }

    /** A home venue can stand in permissions: one that was left would go on to give access. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        Map<Long, Set<Long>> usersByCompany = new TreeMap<>();
        for (var change : changes) {
            if (change.className().equals(CLASS_NAME)) {
                usersByCompany
                        .computeIfAbsent(change.companyId(), company -> new TreeSet<>())
                        .addAll(apply(transaction, change));
            }
        }
        for (var users : usersByCompany.entrySet()) {
            homes.follow(transaction, users.getKey(), users.getValue());
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var users = new TreeSet<Long>();
        for (var lost : resynchronisation.unnamed(transaction, "user_venue", CLASS_NAME)) {
            users.addAll(remove(transaction, resynchronisation.companyId(), lost));
        }
        homes.follow(transaction, resynchronisation.companyId(), users);
    }

    /** Returns the user whom it concerns, if it is known. */
    private Set<Long> apply(Connection transaction, ChangeRecord change) throws SQLException {
        return change.action() == Action.DESTROY
                ? remove(transaction, change.companyId(), change.id())
                : Set.of(put(transaction, change));
    }

    private long put(Connection transaction, ChangeRecord change) throws SQLException {
        var data = ChangeData.of(change);
        var userId = data.requireId("user_id");
        try (var put = transaction.prepareStatement(PUT)) {
            put.setLong(1, change.companyId());
            put.setLong(2, change.id());
            put.setLong(3, userId);
            put.setLong(4, data.requireId("venue_id"));
            put.setString(5, data.require("venue_name").asText());
            put.setBoolean(6, data.isTrue("home"));
            put.setBoolean(7, data.isTrue("selected"));
            put.executeUpdate();
        }
        return userId;
    }

    private static Set<Long> remove(Connection transaction, long companyId, long id) throws SQLException {
        try (PreparedStatement remove = transaction.prepareStatement(REMOVE)) {
            remove.setLong(1, companyId);
            remove.setLong(2, id);
            try (var removed = remove.executeQuery()) {
                return removed.next() ? Set.of(removed.getLong(1)) : Set.of();
            }
        }
    }
}
