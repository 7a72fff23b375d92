package app.velvet.push.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** How what many are told gets to their devices. */
public interface BroadcastDeliveries {

    /** For the next of them, to be told in a transaction that comes after this. May wait a moment for providers. */
    Portion next();

    /** Deliveries of some notifications. */
    interface Portion extends AutoCloseable {

        /** Stores a delivery for each device of those who are told, in the open transaction, once. */
        void store(Connection transaction, Announcement announcement, List<NotificationView> told, Duration expiry)
                throws SQLException;

        /** To be called once that has committed, and only then. What is not sent here is sent later. */
        void send();

        @Override
        void close();
    }
}
