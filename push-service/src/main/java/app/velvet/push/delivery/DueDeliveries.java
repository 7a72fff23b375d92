package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import app.velvet.push.notification.Notification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The deliveries to the devices of one platform that are to be sent now. */
final class DueDeliveries {

    /** Only to the user whom the notification was for: a phone may have changed hands since. */
    private static final String CLAIM = """
            with due as (
                select company_id, id from delivery
                 where platform = ? and state = 'waiting' and due_at <= now()
                 order by due_at
                 limit ?
                   for update skip locked
            ), claimed as (
                update delivery d set tries = d.tries + 1, due_at = now() + make_interval(secs => ?)
                  from due
                 where d.company_id = due.company_id and d.id = due.id
                returning d.*
            )
            select claimed.*, claimed.expires_at <= now() as expired, n.title, n.message, device.token, device.registered_at,
                   (select count(*) from notification u
                     where u.company_id = claimed.company_id and u.user_id = claimed.user_id and not u.read
                       and u.created_at > now() - make_interval(secs => ?)) as badge
              from claimed
              join notification n on n.company_id = claimed.company_id and n.id = claimed.notification_id
              %s
                   and device.user_id = claimed.user_id
            """.formatted(ReachableDevice.JOIN);

    private final Platform platform;
    private final Duration lease;

    DueDeliveries(Platform platform, Duration lease) {
        this.platform = platform;
        this.lease = lease;
    }

    /** Leases those that are due longest, at most {@code limit}. Each goes to one worker only until its lease is over. */
    List<DueDelivery> claim(Connection connection, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, platform.wireName());
            statement.setInt(2, limit);
            statement.setDouble(3, lease.toMillis() / 1000.0);
            statement.setDouble(4, Notification.RECENT.toSeconds());
            try (var rows = statement.executeQuery()) {
                var claimed = new ArrayList<DueDelivery>();
                while (rows.next()) {
                    claimed.add(delivery(rows));
                }
                return claimed;
            }
        }
    }

    private static DueDelivery delivery(ResultSet row) throws SQLException {
        return new DueDelivery(
                row.getLong("company_id"),
                row.getLong("id"),
                row.getInt("tries"),
                row.getLong("device_id"),
                ReachableDevice.instant(row, "registered_at"),
                push(row),
                ReachableDevice.instant(row, "caused_at"),
                row.getString("reason"),
                row.getBoolean("expired"));
    }

    private static Push push(ResultSet row) throws SQLException {
        return new Push(
                row.getObject("apns_id", UUID.class),
                row.getString("token"),
                new Alert(
                        row.getString("title"),
                        row.getString("message"),
                        row.getInt("badge"),
                        row.getLong("notification_id")),
                ReachableDevice.instant(row, "expires_at"));
    }
}
