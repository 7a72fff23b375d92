package app.velvet.contacts.booking;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of the venues: by which clocks their events begin and end. */
final class CopiedVenues {

    static final String CLASS_NAME = "Venue";
    private static final String TABLE = "venue";

    private CopiedVenues() {}

    static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        // A time zone that PostgreSQL does not know fails here, once, and not in every question about the venue's
        // events.
        try (var statement = transaction.prepareStatement("""
                insert into venue (company_id, id, time_zone)
                select ?, ?, zone from (values (?)) as given (zone) where now() at time zone zone is not null
                on conflict on constraint pk_venue do update set time_zone = excluded.time_zone
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setString(3, ChangeData.of(change).require("time_zone").asText());
            statement.executeUpdate();
        }
    }

    static void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, TABLE, CLASS_NAME, resynchronisation);
    }
}
