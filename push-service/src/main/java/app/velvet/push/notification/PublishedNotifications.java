package app.velvet.push.notification;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Notifications as they were last published. */
public final class PublishedNotifications implements PublishedClass {

    @Override
    public String name() {
        return NotificationChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return "select * from notification where company_id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        return NotificationChanges.of(Action.UPDATE, new Notification(row).view(), null);
    }
}
