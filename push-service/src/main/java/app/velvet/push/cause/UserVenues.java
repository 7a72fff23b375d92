package app.velvet.push.cause;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of who works at which venue. */
final class UserVenues {

    static final String CLASS_NAME = "UserVenue";
    static final String TABLE = "user_venue";

    private UserVenues() {}

    static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var data = ChangeData.of(change);
        try (var statement = transaction.prepareStatement("""
                insert into user_venue (company_id, id, user_id, venue_id)
                values (?, ?, ?, ?)
                on conflict on constraint pk_user_venue do update
                   set user_id = excluded.user_id, venue_id = excluded.venue_id
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, data.requireId("user_id"));
            statement.setLong(4, data.requireId("venue_id"));
            statement.executeUpdate();
        }
    }
}
