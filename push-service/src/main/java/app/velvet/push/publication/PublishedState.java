package app.velvet.push.publication;

import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.StateSource;
import app.velvet.push.notification.PublishedNotifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that push-service publishes, as it is now. */
@ApplicationScoped
class PublishedState implements StateSource {

    private static final String COMPANIES =
            "select distinct company_id from notification where company_id > ? order by company_id limit ?";

    private final PublishedNotifications notifications;

    PublishedState(PublishedNotifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<String> classNames() {
        return List.of(notifications.className());
    }

    @Override
    public List<Long> companies(Connection transaction, long afterId, int limit) throws SQLException {
        try (var query = transaction.prepareStatement(COMPANIES)) {
            query.setLong(1, afterId);
            query.setInt(2, limit);
            var ids = new ArrayList<Long>();
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getLong("company_id"));
            }
            return ids;
        }
    }

    @Override
    public List<ChangeEvent> state(Connection transaction, long companyId, String className, long afterId, int limit)
            throws SQLException {
        return notifications.after(transaction, companyId, afterId, limit);
    }
}
