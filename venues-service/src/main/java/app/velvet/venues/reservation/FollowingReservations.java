package app.velvet.venues.reservation;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.venues.contact.EmbeddedContacts;
import app.velvet.venues.derived.Dependants;
import app.velvet.venues.derived.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reservations follow whatever they embed. */
@ApplicationScoped
class FollowingReservations implements Dependants {

    private static final String OF_CONTACT = "r.contact_id = ?";
    private static final String OF_TAGGED = """
            r.contact_id in (select c.id from contact c where c.company_id = r.company_id and c.tag_ids @> array[?::bigint])
            """;

    /** Which embed an origin of a class. */
    private static final Map<String, String> CONDITIONS = Map.of(
            EmbeddedContacts.CONTACT,
            OF_CONTACT,
            EmbeddedContacts.TAG,
            OF_TAGGED,
            ReservationsOfEvent.EVENT,
            "r.event_id = ?",
            ReservationChanges.RESERVATION,
            "r.id = ?");

    /** Before they are read: what is read then is the latest that anybody publishes. */
    private static final String LOCK = """
            select r.id from reservation r where r.company_id = ? and r.id > ? and %s order by r.id limit ? for update
            """;

    private static final String READ = "select " + WholeReservations.JSON + " as reservation, r.published"
            + WholeReservations.SOURCE + "where r.company_id = ? and r.id = any(?) order by r.id";
    private static final String REMEMBER = "update reservation set published = ? where company_id = ? and id = ?";

    private record Different(WholeReservation reservation, String fingerprint) {}

    private final WholeReservations wholeReservations;
    private final JdbcOutbox outbox;

    FollowingReservations(WholeReservations wholeReservations, JdbcOutbox outbox) {
        this.wholeReservations = wholeReservations;
        this.outbox = outbox;
    }

    @Override
    public String className() {
        return ReservationChanges.RESERVATION;
    }

    @Override
    public boolean follow(String originClass) {
        return CONDITIONS.containsKey(originClass);
    }

    @Override
    public Optional<Long> bringUpToDate(Connection transaction, Origin origin, long afterId, int limit)
            throws SQLException {
        var ids = lock(transaction, origin, afterId, limit);
        var different = different(transaction, origin.companyId(), ids);
        for (var one : different) {
            remember(transaction, one);
        }
        outbox.append(transaction, changes(different), null);
        return ids.size() < limit ? Optional.empty() : Optional.of(ids.get(limit - 1));
    }

    private static List<Long> lock(Connection transaction, Origin origin, long afterId, int limit) throws SQLException {
        try (var statement = transaction.prepareStatement(LOCK.formatted(CONDITIONS.get(origin.className())))) {
            statement.setLong(1, origin.companyId());
            statement.setLong(2, afterId);
            statement.setLong(3, origin.id());
            statement.setInt(4, limit);
            try (var rows = statement.executeQuery()) {
                var ids = new ArrayList<Long>();
                while (rows.next()) {
                    ids.add(rows.getLong("id"));
                }
                return ids;
            }
        }
    }

    private List<Different> different(Connection transaction, long companyId, List<Long> ids) throws SQLException {
        try (var statement = transaction.prepareStatement(READ)) {
            statement.setLong(1, companyId);
            statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                var different = new ArrayList<Different>();
                while (rows.next()) {
                    var reservation = wholeReservations.read(rows.getString("reservation"));
                    var fingerprint = wholeReservations.fingerprint(reservation);
                    if (!fingerprint.equals(rows.getString("published"))) {
                        different.add(new Different(reservation, fingerprint));
                    }
                }
                return different;
            }
        }
    }

    private static void remember(Connection transaction, Different one) throws SQLException {
        try (var statement = transaction.prepareStatement(REMEMBER)) {
            statement.setString(1, one.fingerprint());
            statement.setLong(2, one.reservation().companyId());
            statement.setLong(3, one.reservation().id());
            statement.executeUpdate();
        }
    }

    private static List<ChangeEvent> changes(List<Different> different) {
        return different.stream()
                .map(one -> ReservationChanges.of(Action.UPDATE, one.reservation(), null))
                .toList();
    }
}
