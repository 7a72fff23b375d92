package app.velvet.contacts.booking;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Audience.Kind;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.consumer.UnprocessableChangeException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The copy of one kind of bookings. A change of it tells whose bookings it has changed. */
abstract class CopiedBookings {

    private final String className;
    private final String table;
    private final String upsert;

    /** @param ownColumns those that the other kind does not have */
    CopiedBookings(String className, String table, String... ownColumns) {
        this.className = className;
        this.table = table;
        this.upsert = upsert(table, ownColumns);
    }

    String className() {
        return className;
    }

    /** Who brought the contact, or null. */
    abstract Long broughtBy(ChangeData booking);

    abstract boolean isClosedOut(ChangeData booking);

    /** Sets the values of the columns of its own, from the given one on. */
    abstract void setOwn(PreparedStatement statement, int first, ChangeData booking) throws SQLException;

    Set<Long> apply(Connection transaction, ChangeRecord change) throws SQLException {
        return change.action() == Action.DESTROY
                ? delete(transaction, change.companyId(), change.id())
                : store(transaction, ChangeData.of(change));
    }

    /** Locks those of these bookings that there are, in id order. */
    void lock(Connection transaction, long companyId, SortedSet<Long> ids) throws SQLException {
        var lock = "select id from " + table + " where company_id = ? and id = any(?) order by id for update";
        try (var statement = transaction.prepareStatement(lock)) {
            statement.setLong(1, companyId);
            statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
            statement.executeQuery().close();
        }
    }

    /** The bookings that were deleted; it does not tell whose they were. */
    SortedSet<Long> sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        return Copies.sweep(transaction, table, className, resynchronisation);
    }

    private Set<Long> store(Connection transaction, ChangeData booking) throws SQLException {
        var change = booking.change();
        var event = booking.require("event_info");
        try (var statement = transaction.prepareStatement(upsert)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, change.companyId());
            statement.setLong(4, change.id());
            statement.setLong(5, booking.requireId("contact_id"));
            statement.setLong(6, booking.requireId("event_id"));
            statement.setString(7, event.path("name").textValue());
            statement.setString(8, event.path("date").textValue());
            statement.setObject(9, venueId(change).orElse(null), Types.BIGINT);
            statement.setObject(10, broughtBy(booking), Types.BIGINT);
            statement.setString(11, booking.require("stage").asText());
            statement.setString(12, booking.require("status").asText());
            statement.setBoolean(13, isClosedOut(booking));
            statement.setArray(14, audience(transaction, change));
            setOwn(statement, 15, booking);
            return contactIds(statement);
        }
    }

    private Set<Long> delete(Connection transaction, long companyId, long id) throws SQLException {
        var delete = "delete from " + table + " where company_id = ? and id = ? returning contact_id, contact_id";
        try (var statement = transaction.prepareStatement(delete)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            return contactIds(statement);
        }
    }

    /** The contact that the booking was of, and the one that it is of. */
    private static Set<Long> contactIds(PreparedStatement statement) throws SQLException {
        var contactIds = new TreeSet<Long>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                contactIds.add(rows.getLong(2));
                var before = rows.getLong(1);
                if (!rows.wasNull()) {
                    contactIds.add(before);
                }
            }
        }
        return contactIds;
    }

    private static String upsert(String table, String... ownColumns) {
        var own = String.join(", ", ownColumns);
        return """
                with before as (select contact_id from %1$s where company_id = ? and id = ?)
                insert into %1$s (company_id, id, contact_id, event_id, event_name, event_date, venue_id, user_id, stage,
                                  status, closed_out, audience, %2$s)
                values (?, ?, ?, ?, ?, ?::date, ?, ?, ?, ?, ?, ?%3$s)
                on conflict on constraint pk_%1$s do update
                   set (contact_id, event_id, event_name, event_date, venue_id, user_id, stage, status, closed_out,
                        audience, %2$s)
                     = (excluded.contact_id, excluded.event_id, excluded.event_name, excluded.event_date, excluded.venue_id,
                        excluded.user_id, excluded.stage, excluded.status, excluded.closed_out, excluded.audience,
                        excluded.%4$s)
                returning (select contact_id from before), contact_id
                """.formatted(table, own, ", ?".repeat(ownColumns.length), String.join(", excluded.", ownColumns));
    }

    /** A booking belongs to one venue, that of its event. */
    private static Optional<Long> venueId(ChangeRecord change) {
        return change.audience().stream()
                .filter(audience -> audience.kind() == Kind.VENUE)
                .map(Audience::id)
                .findFirst();
    }

    private static Array audience(Connection transaction, ChangeRecord change) throws SQLException {
        var names = change.audience().stream().map(Audience::toString).sorted().toArray();
        return transaction.createArrayOf("text", names);
    }

    /** An amount of money, or how many there are; 0 if it says nothing. */
    static BigDecimal amount(ChangeData booking, String field) {
        JsonNode value = booking.json().path(field);
        if (value.isMissingNode() || value.isNull()) {
            return BigDecimal.ZERO;
        }
        if (!value.isNumber()) {
            throw new UnprocessableChangeException(booking.change(), "Its " + field + " is no number");
        }
        return value.decimalValue();
    }
}
