package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import app.velvet.push.notification.Notification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** The deliveries to the devices of one platform that are to be sent now. */
final class DueDeliveries {

    /** Only to the user whom the notification was for: a phone may have changed hands since. */
    private static final String CLAIM = """
            with %1$s, due as (
                select * from (
                    select company_id, id, device_id, due_at, expires_at from delivery
                     where platform = ? and %2$s and state = 'waiting' and due_at <= now()
                     order by due_at
                     limit ?
                       for update skip locked) as waiting
                 limit (select room from budget)
            ), %3$s, %4$s, claimed as (
                update delivery d set tries = d.tries + 1, due_at = now() + make_interval(secs => ?)
                  from ready
                 where d.company_id = ready.company_id and d.id = ready.id
                returning d.*
            ), deferred as (
                update delivery d set due_at = slots.free_at, reason = '%5$s'
                  from slots
                 where d.company_id = slots.company_id and d.id = slots.id and slots.free_at > now()
            )
            select tally.*, claimed.*, claimed.expires_at <= now() as expired, n.title, n.message,
                   device.token, device.registered_at,
                   (select count(*) from notification u
                     where u.company_id = claimed.company_id and u.user_id = claimed.user_id and not u.read
                       and u.created_at > now() - make_interval(secs => ?)) as badge
              from %6$s as tally
              left join claimed on true
              left join notification n on n.company_id = claimed.company_id and n.id = claimed.notification_id
              %7$s
                   and device.user_id = claimed.user_id
            """;

    private final Platform platform;
    private final Duration lease;
    private final String claim;

    DueDeliveries(Platform platform, Lane lane, Duration lease, SendLimits limits) {
        this.platform = platform;
        this.lease = lease;
        this.claim = CLAIM.formatted(
                limits.budget(),
                lane.condition(),
                limits.slots(),
                limits.spent(),
                SendLimits.REASON,
                limits.tally(),
                ReachableDevice.JOIN);
    }

    /** Leases those that are due longest, at most {@code limit}. Each goes to one worker only until its lease is over. */
    Claimed claim(Connection connection, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(claim)) {
            statement.setInt(1, limit);
            statement.setString(2, platform.wireName());
            statement.setString(3, platform.wireName());
            statement.setInt(4, limit);
            statement.setString(5, platform.wireName());
            statement.setDouble(6, lease.toMillis() / 1000.0);
            statement.setDouble(7, Notification.RECENT.toSeconds());
            try (var rows = statement.executeQuery()) {
                return Claimed.read(rows, limit, DueDeliveries::delivery);
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
                row.getString("traceparent"),
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
