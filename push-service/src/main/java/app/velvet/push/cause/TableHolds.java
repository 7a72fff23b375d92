package app.velvet.push.cause;

import app.velvet.api.permission.Right;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffCopy;
import app.velvet.events.staff.StaffMember;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.Announcer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Promoters hold and release tables, and the hosts of the venue are told. */
@ApplicationScoped
class TableHolds {

    static final String CLASS_NAME = "TableHold";
    static final String TABLE = "table_hold";

    private static final String HOST = "VIP Host";

    private final Announcer announcer;

    TableHolds(Announcer announcer) {
        this.announcer = announcer;
    }

    /** A hold as the copy knows it. Names may be null. */
    private record Hold(long venueId, String tableName, String sectionName, String eventName, String eventDate) {

        static Hold of(ChangeData data) {
            return new Hold(
                    data.requireId("venue_id"),
                    data.text("table_name"),
                    data.text("section_name"),
                    data.text("event_name"),
                    data.text("event_date"));
        }

        /** Table and section, then the event and its date, as far as they are known. */
        String description() {
            var name = Quoted.of(tableName);
            var place = Quoted.listed(name == null ? "a table" : "table " + name, sectionName);
            var event = Quoted.listed(eventName, eventDate);
            return event.isEmpty() ? place : place + ": " + event;
        }
    }

    /** @param tells whether anybody is told */
    void apply(Connection transaction, ChangeRecord change, boolean tells) throws SQLException {
        var known = find(transaction, change);
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            if (tells && known.isPresent()) {
                tell(transaction, change, known.get(), "Table released", "released");
            }
            return;
        }
        var hold = Hold.of(ChangeData.of(change));
        store(transaction, change, hold);
        if (tells && known.isEmpty() && change.action() == Action.CREATE) {
            tell(transaction, change, hold, "Table held", "put a hold on");
        }
    }

    private void tell(Connection transaction, ChangeRecord change, Hold hold, String title, String verb)
            throws SQLException {
        if (!isByPromoter(transaction, change)) {
            return;
        }
        var actor = Readers.actorName(transaction, change);
        var message = (actor == null ? "A promoter" : actor) + " " + verb + " " + hold.description();
        announcer.announce(
                transaction, Announcement.of(change, title, message), hosts(transaction, change, hold.venueId()));
    }

    /** A hold also ends when somebody else assigns the table: he knows, and it is not free. */
    private static boolean isByPromoter(Connection transaction, ChangeRecord change) throws SQLException {
        return change.actorId() != null
                && StaffCopy.find(transaction, change.companyId(), change.actorId())
                        .map(StaffMember::promoter)
                        .orElse(true);
    }

    private static List<Long> hosts(Connection transaction, ChangeRecord change, long venueId) throws SQLException {
        try (var query = transaction.prepareStatement("""
                select m.id from staff_member m
                 where m.company_id = ? and m.department_name = ?
                   and exists (select 1 from user_venue v
                                where v.company_id = m.company_id and v.venue_id = ? and v.user_id = m.id)
                 order by m.id
                """)) {
            query.setLong(1, change.companyId());
            query.setString(2, HOST);
            query.setLong(3, venueId);
            var hosts = new ArrayList<Long>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    hosts.add(rows.getLong("id"));
                }
            }
            return Readers.among(transaction, change, Right.READ_EVENTS, hosts.toArray(Long[]::new));
        }
    }

    private static Optional<Hold> find(Connection transaction, ChangeRecord change) throws SQLException {
        var select = "select * from table_hold where company_id = ? and id = ?";
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, change.companyId());
            query.setLong(2, change.id());
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Hold(
                                row.getLong("venue_id"),
                                row.getString("table_name"),
                                row.getString("section_name"),
                                row.getString("event_name"),
                                row.getString("event_date")))
                        : Optional.empty();
            }
        }
    }

    private static void store(Connection transaction, ChangeRecord change, Hold hold) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into table_hold (company_id, id, venue_id, table_name, section_name, event_name, event_date)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint pk_table_hold do update
                   set venue_id = excluded.venue_id, table_name = excluded.table_name,
                       section_name = excluded.section_name, event_name = excluded.event_name,
                       event_date = excluded.event_date
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, hold.venueId());
            statement.setString(4, hold.tableName());
            statement.setString(5, hold.sectionName());
            statement.setString(6, hold.eventName());
            statement.setString(7, hold.eventDate());
            statement.executeUpdate();
        }
    }
}
