package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.NotificationView;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Stores deliveries of broadcasts to the devices of one platform, some of them leased already, which saves claiming them. */
final class PlannedDeliveries {

    /** A device that has had too much, or that somebody else has locked, is left for its lane. */
    private static final String STORE = """
            with %1$s, planned as materialized (
                select d.company_id, nextval('delivery_id_seq') as id, told.id as notification_id, d.user_id,
                       d.id as device_id, now() as due_at, now() + make_interval(secs => ?) as expires_at
                  from unnest(?::bigint[], ?::bigint[]) as told (id, user_id)
                  join device d on d.company_id = ? and d.user_id = told.user_id and d.platform = ?
            ), due as (
                select * from planned limit (select room from budget)
            ), %2$s, %3$s, claimed as (
                insert into delivery (platform, caused_at, bulk, company_id, id, notification_id, user_id, device_id,
                                      expires_at, tries, due_at, reason) overriding system value
                select ?, ?, true, company_id, id, notification_id, user_id, device_id, expires_at,
                       case when free_at <= now() then 1 else 0 end,
                       case when free_at <= now() then now() + make_interval(secs => ?) else coalesce(free_at, now()) end,
                       case when free_at > now() then '%4$s' end
                  from (select company_id, id, notification_id, user_id, device_id, expires_at, free_at from slots
                         union all
                        select company_id, id, notification_id, user_id, device_id, expires_at, null from planned
                         where id not in (select id from slots)) as planned
                returning *
            )
            %5$s
            """;

    private final Platform platform;
    private final Duration lease;
    private final String store;

    PlannedDeliveries(Platform platform, Duration lease, SendLimits limits) {
        this.platform = platform;
        this.lease = lease;
        this.store = STORE.formatted(
                limits.budget(), limits.slots(), limits.spent(), SendLimits.REASON, DueDeliveries.claimed(limits));
    }

    /** Returns those that are leased, at most {@code room} and what may be sent now; the others wait in their lane. */
    List<DueDelivery> store(
            Connection transaction, Announcement announcement, List<NotificationView> told, Duration expiry, int room)
            throws SQLException {
        try (var statement = transaction.prepareStatement(store)) {
            statement.setInt(1, room);
            statement.setString(2, platform.wireName());
            statement.setDouble(3, expiry.toSeconds());
            statement.setArray(4, bigints(transaction, told, NotificationView::id));
            statement.setArray(5, bigints(transaction, told, NotificationView::userId));
            statement.setLong(6, announcement.companyId());
            statement.setString(7, platform.wireName());
            statement.setString(8, platform.wireName());
            statement.setString(9, platform.wireName());
            statement.setObject(10, announcement.causedAt().atOffset(ZoneOffset.UTC));
            statement.setDouble(11, lease.toMillis() / 1000.0);
            try (var rows = statement.executeQuery()) {
                return leased(
                        transaction,
                        Claimed.read(rows, room, DueDeliveries::delivery).deliveries());
            }
        }
    }

    private static List<DueDelivery> leased(Connection transaction, List<DueDelivery> stored) throws SQLException {
        var leased = stored.stream().filter(delivery -> delivery.tries() > 0).toList();
        if (leased.size() < stored.size()) {
            try (var statement = transaction.createStatement()) {
                statement.execute("notify " + DeliveryWorker.CHANNEL);
            }
        }
        return leased;
    }

    private static Array bigints(
            Connection connection, List<NotificationView> told, Function<NotificationView, Long> column)
            throws SQLException {
        return connection.createArrayOf("bigint", told.stream().map(column).toArray());
    }
}
