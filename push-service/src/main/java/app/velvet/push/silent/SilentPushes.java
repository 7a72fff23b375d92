package app.velvet.push.silent;

import app.velvet.push.delivery.DeliveryWorker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;

/**
 * Queues silent pushes. A device that waits for one already needs no other, and gets it when its interval is over; but where its
 * provider is out of reach it is tried for as long as the latest change wants, give or take an interval.
 */
final class SilentPushes {

    private static final String WANT = """
            with settings as (select make_interval(secs => ?) as expiry, make_interval(secs => ?) as pause),
            reached as (
                select device.company_id, device.id as device_id, device.platform, min(poke.watermark) as caused_at,
                       (array_agg(poke.traceparent order by poke.watermark)
                           filter (where poke.traceparent is not null))[1] as traceparent
                  from unnest(?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[], ?::text[])
                           as poke (company_id, audience_key, session_id, watermark, traceparent)
                  join silent_reader reader
                    on reader.company_id = poke.company_id and reader.audience_key = poke.audience_key
                  join device on device.company_id = reader.company_id and device.user_id = reader.user_id
                 where device.session_id is distinct from poke.session_id
                 group by device.company_id, device.id
            ), due as (
                select reached.*, greatest(now(), earlier.sent_at + settings.pause) as due_at
                  from settings, reached
                  left join silent_push earlier
                    on earlier.company_id = reached.company_id and earlier.device_id = reached.device_id
            )
            insert into silent_push as push (company_id, device_id, platform, caused_at, due_at, expires_at,
                                            traceparent)
            select company_id, device_id, platform, caused_at, due_at, due_at + settings.expiry, traceparent
              from settings, due
             order by company_id, device_id
            on conflict on constraint pk_silent_push do update
               set wanted = true,
                   caused_at = case when push.wanted then push.caused_at else excluded.caused_at end,
                   traceparent = coalesce(case when push.wanted then push.traceparent end, excluded.traceparent),
                   expires_at = excluded.expires_at,
                   due_at = case when push.leased or push.wanted then push.due_at
                                 else greatest(now(), push.sent_at + (select pause from settings)) end
             where not push.wanted
                or push.expires_at < excluded.expires_at - (select pause from settings)
                or push.traceparent is null and excluded.traceparent is not null
            """;

    private final SilentSettings settings;

    SilentPushes(SilentSettings settings) {
        this.settings = settings;
    }

    /** The devices of those who may see what is new, without the one on which it was made. */
    void want(Connection transaction, Collection<Poke> pokes) throws SQLException {
        var companyIds = new ArrayList<Long>();
        var audienceKeys = new ArrayList<String>();
        var sessionIds = new ArrayList<Long>();
        var watermarks = new ArrayList<String>();
        var traceparents = new ArrayList<String>();
        for (var poke : pokes) {
            for (var key : poke.audienceKeys()) {
                companyIds.add(poke.companyId());
                audienceKeys.add(key);
                sessionIds.add(poke.sessionId());
                watermarks.add(poke.watermark().atOffset(ZoneOffset.UTC).toString());
                traceparents.add(poke.traceparent());
            }
        }
        try (var statement = transaction.prepareStatement(WANT)) {
            statement.setDouble(1, seconds(settings.expiry()));
            statement.setDouble(2, seconds(settings.interval()));
            statement.setArray(3, transaction.createArrayOf("bigint", companyIds.toArray()));
            statement.setArray(4, transaction.createArrayOf("text", audienceKeys.toArray()));
            statement.setArray(5, transaction.createArrayOf("bigint", sessionIds.toArray()));
            statement.setArray(6, transaction.createArrayOf("timestamptz", watermarks.toArray()));
            statement.setArray(7, transaction.createArrayOf("text", traceparents.toArray()));
            if (statement.executeUpdate() > 0) {
                wakeWorkers(transaction);
            }
        }
    }

    private static void wakeWorkers(Connection transaction) throws SQLException {
        try (var statement = transaction.createStatement()) {
            statement.execute("notify " + DeliveryWorker.CHANNEL);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
