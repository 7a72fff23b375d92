package app.velvet.venues.booking;

import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.JdbcOutbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Publishes bookings of one kind again whose form or audience has become another one than they were last published with.
 *
 * @param <W> the kind
 */
public final class FollowingBookings<W extends WholeBooking> {

    /** The bookings of a contact, as a {@link Condition} says it. */
    public static final String OF_CONTACT = "r.contact_id = ?";

    /** Those of all contacts that have a tag. */
    public static final String OF_TAGGED = """
            r.contact_id in (select c.id from contact c where c.company_id = r.company_id and c.tag_ids @> array[?::bigint])
            """;

    /** Those of an event. */
    public static final String OF_EVENT = "r.event_id = ?";

    /** The booking itself. */
    public static final String ITSELF = "r.id = ?";

    /** Before they are read: what is read then is the latest that anybody publishes. */
    private static final String LOCK = """
            select r.id from %s r where r.company_id = ? and r.id > ? and %s order by r.id limit ? for update
            """;

    private static final String READ = "where r.company_id = ? and r.id = any(?) order by r.id";
    private static final String REMEMBER = "update %s set published = ? where company_id = ? and id = ?";

    private record Different<W>(W booking, String fingerprint) {}

    private final String table;
    private final BookingJson<W> bookings;
    private final Function<W, ChangeEvent> change;
    private final JdbcOutbox outbox;

    /** @param change what is published of a booking that is different */
    public FollowingBookings(
            String table, BookingJson<W> bookings, Function<W, ChangeEvent> change, JdbcOutbox outbox) {
        this.table = table;
        this.bookings = bookings;
        this.change = change;
        this.outbox = outbox;
    }

    /**
     * As {@link app.velvet.venues.derived.Dependants#bringUpToDate} says.
     *
     * @param condition which bookings tell of the origin
     */
    public Optional<Long> bringUpToDate(
            Connection transaction, long companyId, Condition condition, long afterId, int limit) throws SQLException {
        var ids = lock(transaction, companyId, condition, afterId, limit);
        var different = different(transaction, companyId, ids);
        for (var one : different) {
            remember(transaction, one);
        }
        outbox.append(
                transaction,
                different.stream().map(one -> change.apply(one.booking())).toList(),
                null);
        return ids.size() < limit ? Optional.empty() : Optional.of(ids.get(limit - 1));
    }

    /**
     * Which bookings {@code r} tell of an origin.
     *
     * @param sql with one parameter, its id
     */
    public record Condition(String sql, long originId) {}

    private List<Long> lock(Connection transaction, long companyId, Condition condition, long afterId, int limit)
            throws SQLException {
        try (var statement = transaction.prepareStatement(LOCK.formatted(table, condition.sql()))) {
            statement.setLong(1, companyId);
            statement.setLong(2, afterId);
            statement.setLong(3, condition.originId());
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

    private List<Different<W>> different(Connection transaction, long companyId, List<Long> ids) throws SQLException {
        try (var statement = transaction.prepareStatement(bookings.query(", r.published ") + READ)) {
            statement.setLong(1, companyId);
            statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                var different = new ArrayList<Different<W>>();
                while (rows.next()) {
                    var booking = bookings.read(rows.getString("booking"));
                    var fingerprint = bookings.fingerprint(booking);
                    if (!fingerprint.equals(rows.getString("published"))) {
                        different.add(new Different<>(booking, fingerprint));
                    }
                }
                return different;
            }
        }
    }

    private void remember(Connection transaction, Different<W> one) throws SQLException {
        try (var statement = transaction.prepareStatement(REMEMBER.formatted(table))) {
            statement.setString(1, one.fingerprint());
            statement.setLong(2, one.booking().companyId());
            statement.setLong(3, one.booking().id());
            statement.executeUpdate();
        }
    }
}
