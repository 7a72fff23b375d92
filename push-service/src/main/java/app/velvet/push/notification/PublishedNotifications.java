package app.velvet.push.notification;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Notifications as they were last published. */
@ApplicationScoped
public class PublishedNotifications {

    private static final String AFTER =
            "select * from notification where company_id = ? and id > ? order by id limit ?";

    public String className() {
        return NotificationChanges.CLASS_NAME;
    }

    /** Those of a company with ids over {@code afterId}, in id order, as the updates that publish them. */
    public List<ChangeEvent> after(Connection transaction, long companyId, long afterId, int limit)
            throws SQLException {
        try (var query = transaction.prepareStatement(AFTER)) {
            query.setLong(1, companyId);
            query.setLong(2, afterId);
            query.setInt(3, limit);
            var changes = new ArrayList<ChangeEvent>();
            var rows = query.executeQuery();
            while (rows.next()) {
                changes.add(NotificationChanges.of(Action.UPDATE, new Notification(rows).view(), null));
            }
            return changes;
        }
    }
}
