package app.velvet.contacts.booking;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of who has shared which event in a social network. */
final class CopiedShares {

    static final String CLASS_NAME = "EventShare";
    private static final String TABLE = "event_share";

    private CopiedShares() {}

    static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var share = ChangeData.of(change);
        try (var statement = transaction.prepareStatement("""
                insert into event_share (company_id, id, event_id, user_id, shared_at)
                values (?, ?, ?, ?, ?)
                on conflict on constraint pk_event_share do update
                   set event_id = excluded.event_id, user_id = excluded.user_id, shared_at = excluded.shared_at
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, share.requireId("event_id"));
            statement.setLong(4, share.requireId("user_id"));
            statement.setObject(5, share.requireTime("created_at"));
            statement.executeUpdate();
        }
    }

    static void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, TABLE, CLASS_NAME, resynchronisation);
    }
}
