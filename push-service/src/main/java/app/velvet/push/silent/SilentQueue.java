package app.velvet.push.silent;

import app.velvet.events.Backoff;
import app.velvet.push.delivery.Claimed;
import app.velvet.push.delivery.DeadDevices;
import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Expired;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import app.velvet.push.delivery.DeliverySettings;
import app.velvet.push.delivery.DueDelivery;
import app.velvet.push.delivery.Push;
import app.velvet.push.delivery.PushQueue;
import app.velvet.push.delivery.ReachableDevice;
import app.velvet.push.delivery.SendLimits;
import app.velvet.push.device.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Silent pushes on their way to devices. What becomes new while one is under way is worth another one after the interval. */
final class SilentQueue implements PushQueue {

    private static final String CLAIM = """
            with %1$s, due as (
                select * from (
                    select company_id, device_id as id, device_id, due_at, expires_at from silent_push
                     where platform = ? and (wanted or leased) and due_at <= now()
                     order by due_at
                     limit ?
                       for update skip locked) as waiting
                 limit (select room from budget)
            ), %2$s, %3$s, claimed as (
                update silent_push p
                   set wanted = false, leased = true, tries = p.tries + 1, sent_at = now(),
                       due_at = now() + make_interval(secs => ?)
                  from ready
                 where p.company_id = ready.company_id and p.device_id = ready.id
                returning p.*
            ), deferred as (
                update silent_push p set due_at = slots.free_at, reason = '%4$s'
                  from slots
                 where p.company_id = slots.company_id and p.device_id = slots.id and slots.free_at > now()
            )
            select tally.*, claimed.*, claimed.expires_at <= now() as expired, device.token, device.registered_at
              from %5$s as tally
              left join claimed on true
            %6$s
            """;

    private static final String DONE = """
            update silent_push
               set leased = false, tries = 0, apns_id = gen_random_uuid(), reason = ?,
                   traceparent = case when wanted then traceparent end,
                   due_at = sent_at + make_interval(secs => ?)
             where company_id = ? and device_id = ? and tries = ? and leased
            """;

    /** Until it expires, which what has become new meanwhile puts off. The next one then begins anew. */
    private static final String POSTPONE = """
            with next as (select now() + make_interval(secs => ?) as moment)
            update silent_push
               set leased = false, reason = ?, due_at = moment, wanted = moment < expires_at,
                   tries = case when moment < expires_at then tries else 0 end,
                   apns_id = case when moment < expires_at then apns_id else gen_random_uuid() end
              from next
             where company_id = ? and device_id = ? and tries = ? and leased
            returning not wanted
            """;

    private final Platform platform;
    private final Duration lease;
    private final Duration interval;
    private final Backoff backoff;
    private final String claim;

    SilentQueue(Platform platform, DeliverySettings delivery, SilentSettings silent, SendLimits limits) {
        this.claim = CLAIM.formatted(
                limits.budget(),
                limits.slots(),
                limits.spent(),
                SendLimits.REASON,
                limits.tally(),
                ReachableDevice.JOIN);
        this.platform = platform;
        this.lease = delivery.lease();
        this.interval = silent.interval();
        this.backoff = delivery.backoff(RandomGenerator.getDefault());
    }

    @Override
    public String kind() {
        return "silent";
    }

    @Override
    public Claimed claim(Connection connection, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(claim)) {
            statement.setInt(1, limit);
            statement.setString(2, platform.wireName());
            statement.setString(3, platform.wireName());
            statement.setInt(4, limit);
            statement.setString(5, platform.wireName());
            statement.setDouble(6, seconds(lease));
            try (var rows = statement.executeQuery()) {
                return Claimed.read(rows, limit, SilentQueue::delivery);
            }
        }
    }

    private static DueDelivery delivery(ResultSet row) throws SQLException {
        long deviceId = row.getLong("device_id");
        return new DueDelivery(
                row.getLong("company_id"),
                deviceId,
                row.getInt("tries"),
                deviceId,
                ReachableDevice.instant(row, "registered_at"),
                new Push(
                        row.getObject("apns_id", UUID.class),
                        row.getString("token"),
                        null,
                        ReachableDevice.instant(row, "expires_at")),
                ReachableDevice.instant(row, "caused_at"),
                row.getString("reason"),
                row.getString("traceparent"),
                row.getBoolean("expired"));
    }

    @Override
    public DeliveryOutcome record(Connection transaction, DueDelivery delivery, DeliveryOutcome outcome)
            throws SQLException {
        if (outcome instanceof Failed failed) {
            return postpone(transaction, delivery, failed);
        }
        if (outcome instanceof DeviceDead dead) {
            return DeadDevices.forget(transaction, delivery, dead)
                    ? dead
                    : postpone(transaction, delivery, new Failed(dead.reason()));
        }
        done(transaction, delivery, outcome instanceof Refused refused ? refused.reason() : null);
        return outcome;
    }

    private void done(Connection transaction, DueDelivery delivery, String reason) throws SQLException {
        try (var statement = transaction.prepareStatement(DONE)) {
            statement.setString(1, reason);
            statement.setDouble(2, seconds(interval));
            statement.setLong(3, delivery.companyId());
            statement.setLong(4, delivery.deviceId());
            statement.setInt(5, delivery.tries());
            statement.executeUpdate();
        }
    }

    private DeliveryOutcome postpone(Connection transaction, DueDelivery delivery, Failed failed) throws SQLException {
        try (var statement = transaction.prepareStatement(POSTPONE)) {
            statement.setDouble(1, seconds(backoff.after(delivery.tries(), failed.retryAfter())));
            statement.setString(2, failed.reason());
            statement.setLong(3, delivery.companyId());
            statement.setLong(4, delivery.deviceId());
            statement.setInt(5, delivery.tries());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) ? new Expired(failed.reason()) : failed;
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
