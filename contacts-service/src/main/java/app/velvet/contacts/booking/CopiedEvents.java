package app.velvet.contacts.booking;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of the events: where and when they are. */
final class CopiedEvents {

    static final String CLASS_NAME = "Event";
    private static final String TABLE = "event";

    private CopiedEvents() {}

    static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var event = ChangeData.of(change);
        try (var statement = transaction.prepareStatement("""
                insert into event (company_id, id, venue_id, name, date, start_time, end_time)
                values (?, ?, ?, ?, ?::date, ?::time, ?::time)
                on conflict on constraint pk_event do update
                   set venue_id = excluded.venue_id, name = excluded.name, date = excluded.date,
                       start_time = excluded.start_time, end_time = excluded.end_time
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, event.requireId("venue_id"));
            statement.setString(4, event.text("name"));
            statement.setString(5, event.require("date").asText());
            statement.setString(6, event.require("start_time").asText());
            statement.setString(7, event.require("end_time").asText());
            statement.executeUpdate();
        }
    }

    static void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, TABLE, CLASS_NAME, resynchronisation);
    }
}
