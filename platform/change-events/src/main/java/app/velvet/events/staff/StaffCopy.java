package app.velvet.events.staff;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.consumer.UnprocessableChangeException;
import app.velvet.events.staff.StaffChange.CompanyChanged;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.staff.StaffChange.SessionEnded;
import app.velvet.events.staff.StaffChange.Unaffected;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps this service's copy of the staff: applies the changes of {@value #TOPIC} inside the caller's transaction, and tells
 * the {@link StaffDirectory} of every replica when that commits. Has no state; may be used by many threads.
 */
public final class StaffCopy {

    public static final String TOPIC = "auth.changes";

    /** Tells, at commit, whom a change concerns: {@code <company>:<user>}, or {@code <company>} for all of its users. */
    static final String CHANNEL = "staff_changed";

    private static final ObjectMapper JSON = new ObjectMapper();

    private StaffCopy() {}

    /**
     * Applies one change. Must be called for every change of the topic, of whatever class, in order: so the copy knows how
     * far it is. The same change may be applied again.
     *
     * @throws SQLException if the database fails; to be rolled back and tried again
     * @throws UnprocessableChangeException if the data is not of its class's shape
     */
    public static StaffChange apply(Connection transaction, ChangeRecord change) throws SQLException {
        var applied =
                switch (change.className()) {
                    case "User" -> applyUser(transaction, change);
                    case "Company" -> applyCompany(transaction, change);
                    case "Session" -> applySession(transaction, change);
                    default -> new Unaffected();
                };
        advance(transaction, change);
        return applied;
    }

    /**
     * Removes the members whom auth-service, restored from a backup, has not named again. Ended sessions stay: that their end
     * was lost does not bring them back.
     *
     * @return those who are gone
     */
    public static List<MemberChanged> sweep(Connection transaction, Resynchronisation resynchronisation)
            throws SQLException {
        var companyId = resynchronisation.companyId();
        var gone = new ArrayList<MemberChanged>();
        for (var userId : resynchronisation.unnamed(transaction, "staff_member", "User")) {
            var before = find(transaction, companyId, userId);
            delete(transaction, "staff_member", companyId, userId);
            tell(transaction, companyId + ":" + userId);
            gone.add(new MemberChanged(companyId, userId, before.orElse(null), null));
        }
        return gone;
    }

    /** One member as this transaction sees him, deactivated ones too. */
    public static Optional<StaffMember> find(Connection transaction, long companyId, long userId) throws SQLException {
        var query = "select " + StaffRows.COLUMNS + " from staff_member m where m.company_id = ? and m.id = ?";
        try (var statement = transaction.prepareStatement(query)) {
            statement.setLong(1, companyId);
            statement.setLong(2, userId);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(StaffRows.member(rows)) : Optional.empty();
            }
        }
    }

    private static StaffChange applyUser(Connection transaction, ChangeRecord change) throws SQLException {
        var before = find(transaction, change.companyId(), change.id());
        if (change.action() == Action.DESTROY) {
            delete(transaction, "staff_member", change.companyId(), change.id());
        } else {
            storeMember(transaction, change);
        }
        var after = find(transaction, change.companyId(), change.id());
        tell(transaction, change.companyId() + ":" + change.id());
        return new MemberChanged(change.companyId(), change.id(), before.orElse(null), after.orElse(null));
    }

    // A member whom auth-service's list has shut out stays out until the change that deactivates him comes: the changes
    // before it, late because Kafka was down, still call him active.
    private static void storeMember(Connection transaction, ChangeRecord change) throws SQLException {
        var user = data(change);
        try (var statement = transaction.prepareStatement("""
                insert into staff_member as m (company_id, id, first_name, last_name, title, department_name, active,
                                               promoter, service, home_venue_id, permissions_struct)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                on conflict on constraint pk_staff_member do update
                   set first_name = excluded.first_name, last_name = excluded.last_name, title = excluded.title,
                       department_name = excluded.department_name, active = excluded.active,
                       shut_out = m.shut_out and excluded.active, promoter = excluded.promoter,
                       service = excluded.service, home_venue_id = excluded.home_venue_id,
                       permissions_struct = excluded.permissions_struct, applied_at = clock_timestamp()
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setString(3, user.path("first_name").textValue());
            statement.setString(4, user.path("last_name").textValue());
            statement.setString(5, user.path("title").textValue());
            statement.setString(6, user.path("department_name").textValue());
            statement.setBoolean(7, requireBoolean(change, user, "active"));
            statement.setBoolean(8, user.path("promoter").asBoolean(false));
            statement.setBoolean(9, user.path("service").asBoolean(false));
            statement.setObject(
                    10,
                    user.hasNonNull("home_venue_id") ? user.get("home_venue_id").asLong() : null,
                    Types.BIGINT);
            statement.setString(11, require(change, user, "permissions_struct").toString());
            statement.executeUpdate();
        }
    }

    private static StaffChange applyCompany(Connection transaction, ChangeRecord change) throws SQLException {
        var activeBefore = isActive(transaction, change.companyId());
        if (change.action() == Action.DESTROY) {
            // Its users' tokens are not to be taken for those of a company that is yet to be heard of.
            deactivateCompany(transaction, change.companyId());
        } else {
            storeCompany(transaction, change);
        }
        tell(transaction, Long.toString(change.companyId()));
        return new CompanyChanged(change.companyId(), activeBefore, isActive(transaction, change.companyId()));
    }

    private static void storeCompany(Connection transaction, ChangeRecord change) throws SQLException {
        var company = data(change);
        try (var statement = transaction.prepareStatement("""
                insert into staff_company as c (company_id, name, time_zone, active)
                values (?, ?, ?, ?)
                on conflict on constraint pk_staff_company do update
                   set name = excluded.name, time_zone = excluded.time_zone, active = excluded.active,
                       shut_out = c.shut_out and excluded.active, applied_at = clock_timestamp()
                """)) {
            statement.setLong(1, change.companyId());
            statement.setString(2, require(change, company, "name").asText());
            statement.setString(3, require(change, company, "time_zone").asText());
            statement.setBoolean(4, requireBoolean(change, company, "active"));
            statement.executeUpdate();
        }
    }

    private static void deactivateCompany(Connection transaction, long companyId) throws SQLException {
        var update = "update staff_company set active = false, applied_at = clock_timestamp() where company_id = ?";
        try (var statement = transaction.prepareStatement(update)) {
            statement.setLong(1, companyId);
            statement.executeUpdate();
        }
    }

    private static boolean isActive(Connection transaction, long companyId) throws SQLException {
        var query = "select active and not shut_out from staff_company where company_id = ?";
        try (var statement = transaction.prepareStatement(query)) {
            statement.setLong(1, companyId);
            try (var rows = statement.executeQuery()) {
                return !rows.next() || rows.getBoolean(1);
            }
        }
    }

    private static StaffChange applySession(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            delete(transaction, "staff_session_end", change.companyId(), change.id());
            return new Unaffected();
        }
        var session = data(change);
        var userId = require(change, session, "user_id").asLong();
        try (var statement = transaction.prepareStatement("""
                insert into staff_session_end (company_id, id, user_id, expires_at)
                values (?, ?, ?, ?)
                on conflict on constraint pk_staff_session_end do nothing
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, userId);
            statement.setObject(4, requireTime(change, session, "expires_at"));
            statement.executeUpdate();
        }
        tell(transaction, change.companyId() + ":" + userId);
        return new SessionEnded(change.companyId(), userId, change.id());
    }

    // In a later epoch sequences begin again, but tokens do not tell of which epoch theirs is: those of the old one are
    // not to
    // be refused as long as the new one has not got that far.
    private static void advance(Connection transaction, ChangeRecord change) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into staff_progress (company_id, epoch, sequence)
                values (?, ?, ?)
                on conflict on constraint pk_staff_progress do update
                   set epoch = excluded.epoch, sequence = greatest(staff_progress.sequence, excluded.sequence)
                """)) {
            statement.setLong(1, change.companyId());
            statement.setString(2, change.epoch());
            statement.setLong(3, change.sequence());
            statement.executeUpdate();
        }
    }

    private static void delete(Connection transaction, String table, long companyId, long id) throws SQLException {
        var delete = "delete from " + table + " where company_id = ? and id = ?";
        try (var statement = transaction.prepareStatement(delete)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    static void tell(Connection transaction, String whom) throws SQLException {
        try (var statement = transaction.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
            statement.setString(1, whom);
            statement.execute();
        }
    }

    private static JsonNode data(ChangeRecord change) {
        try {
            return JSON.readTree(change.data());
        } catch (JsonProcessingException e) {
            throw new UnprocessableChangeException(change, "Its data is not JSON");
        }
    }

    private static JsonNode require(ChangeRecord change, JsonNode data, String field) {
        if (!data.hasNonNull(field)) {
            throw new UnprocessableChangeException(change, "It has no " + field);
        }
        return data.get(field);
    }

    private static boolean requireBoolean(ChangeRecord change, JsonNode data, String field) {
        var value = require(change, data, field);
        if (!value.isBoolean()) {
            throw new UnprocessableChangeException(change, "Its " + field + " is neither true nor false");
        }
        return value.booleanValue();
    }

    private static OffsetDateTime requireTime(ChangeRecord change, JsonNode data, String field) {
        try {
            return OffsetDateTime.parse(require(change, data, field).asText());
        } catch (DateTimeParseException e) {
            throw new UnprocessableChangeException(change, "Its " + field + " is not a timestamp");
        }
    }
}
