package app.velvet.sync.memory;

import app.velvet.events.JdbcTransactions;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.memory.Advance.AudienceKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Looks at the feed, in one snapshot each time. */
public final class Looks {

    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private static final String HERE =
            "select pg_postmaster_start_time()::text, pg_snapshot_xmin(pg_current_snapshot())::text, clock_timestamp()";

    private static final String SHARDS_AND_ADVANCES = """
            select shard.shard, shard.epoch, shard.watermark, shard.forgotten_until, shard.rebuilding,
                   key.company_id, key.audience_key, key.advanced_at
              from unnest(?::integer[], ?::timestamptz[]) as watched (shard, since)
              join feed_shard shard on shard.shard = watched.shard
              left join feed_key key on key.shard = watched.shard and key.advanced_at > watched.since
            """;

    /** Later transactions than the snapshot's there are only in what was restored from another database's dump. */
    private static final String CHANGED = """
            select company_id, user_id, device from feed_acknowledgment
             where changed_in >= ?::xid8 and changed_in < pg_snapshot_xmax(pg_current_snapshot())
             union all
            select company_id, null, null from feed_forgotten
             where changed_in >= ?::xid8 and changed_in < pg_snapshot_xmax(pg_current_snapshot())
            """;

    /** One that has not been seen for long is left to the database, where that is noted. */
    private static final String DEVICES = """
            select wanted.company_id, wanted.user_id, wanted.device, reader.keys, reader.grants, forgotten.forgotten_until,
                   array(select (extract(epoch from key.advanced_at) * 1000000)::bigint
                           from unnest(reader.keys) with ordinality as read (audience_key, place)
                           left join feed_key as key
                             on key.company_id = wanted.company_id and key.audience_key = read.audience_key
                          order by read.place) as advanced_at,
                   array(select change.class_name from feed_scope_change as change
                          where change.company_id = wanted.company_id and change.user_id = wanted.user_id
                            and change.changed_at + ?::interval >= device.acknowledged_at) as expired
              from unnest(?::bigint[], ?::bigint[], ?::text[]) as wanted (company_id, user_id, device)
              join feed_reader as reader using (company_id, user_id)
              join feed_acknowledgment as device using (company_id, user_id, device)
              left join feed_forgotten as forgotten using (company_id)
             where device.acknowledged_at is not null and device.seen_at > now() - interval '1 day'
            """;

    private final DataSource database;
    private final Duration scopeChangeMargin;

    public Looks(DataSource database, SyncSettings settings) {
        this.database = database;
        this.scopeChangeMargin = settings.scopeChangeMargin();
    }

    /**
     * @param since by shard, after which time advances are asked for
     * @param readUpTo the snapshot of the last look; null for none
     * @param wanted devices of these shards
     */
    public Found look(Map<Integer, Instant> since, String readUpTo, List<Device> wanted) throws SQLException {
        return JdbcTransactions.inTransaction(database, transaction -> look(transaction, since, readUpTo, wanted));
    }

    private Found look(Connection transaction, Map<Integer, Instant> since, String readUpTo, List<Device> wanted)
            throws SQLException {
        try (var statement = transaction.createStatement()) {
            statement.execute(ONE_SNAPSHOT);
        }
        var shards = new HashMap<Integer, ShardState>();
        var advances = new ArrayList<Advance>();
        readShards(transaction, since, shards, advances);
        var changedDevices = new HashSet<Device>();
        var changedCompanies = new HashSet<Long>();
        if (readUpTo != null) {
            readChanged(transaction, readUpTo, changedDevices, changedCompanies);
        }
        var devices = wanted.isEmpty() ? List.<DeviceState>of() : readDevices(transaction, wanted);
        try (var statement = transaction.prepareStatement(HERE);
                var row = statement.executeQuery()) {
            row.next();
            return new Found(
                    row.getString(1),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    shards,
                    advances,
                    row.getString(2),
                    changedDevices,
                    changedCompanies,
                    wanted,
                    devices);
        }
    }

    private static void readShards(
            Connection transaction,
            Map<Integer, Instant> since,
            Map<Integer, ShardState> shards,
            List<Advance> advances)
            throws SQLException {
        try (var statement = transaction.prepareStatement(SHARDS_AND_ADVANCES)) {
            statement.setArray(
                    1, transaction.createArrayOf("integer", since.keySet().toArray()));
            var times = since.values().stream()
                    .map(time -> time.atOffset(ZoneOffset.UTC).toString())
                    .toArray();
            statement.setArray(2, transaction.createArrayOf("timestamptz", times));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    shards.putIfAbsent(rows.getInt("shard"), shard(rows));
                    if (rows.getString("audience_key") != null) {
                        var key = new AudienceKey(rows.getLong("company_id"), rows.getString("audience_key"));
                        advances.add(new Advance(key, time(rows, "advanced_at")));
                    }
                }
            }
        }
    }

    private static ShardState shard(ResultSet row) throws SQLException {
        return new ShardState(
                row.getObject("epoch", UUID.class),
                time(row, "watermark"),
                time(row, "forgotten_until"),
                row.getBoolean("rebuilding"));
    }

    private static void readChanged(
            Connection transaction, String readUpTo, Set<Device> changedDevices, Set<Long> changedCompanies)
            throws SQLException {
        try (var statement = transaction.prepareStatement(CHANGED)) {
            statement.setString(1, readUpTo);
            statement.setString(2, readUpTo);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString("device") == null) {
                        changedCompanies.add(rows.getLong("company_id"));
                    } else {
                        changedDevices.add(device(rows));
                    }
                }
            }
        }
    }

    private List<DeviceState> readDevices(Connection transaction, List<Device> wanted) throws SQLException {
        var devices = new ArrayList<DeviceState>();
        try (var statement = transaction.prepareStatement(DEVICES)) {
            statement.setString(1, scopeChangeMargin.toString());
            statement.setArray(2, array(transaction, "bigint", wanted, Device::companyId));
            statement.setArray(3, array(transaction, "bigint", wanted, Device::userId));
            statement.setArray(4, array(transaction, "text", wanted, Device::name));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    devices.add(deviceState(rows));
                }
            }
        }
        return devices;
    }

    private static DeviceState deviceState(ResultSet row) throws SQLException {
        var advancedAt = new ArrayList<Instant>();
        for (var micros : (Long[]) row.getArray("advanced_at").getArray()) {
            advancedAt.add(micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
        return new DeviceState(
                device(row),
                List.of((String[]) row.getArray("keys").getArray()),
                advancedAt,
                Set.of((String[]) row.getArray("grants").getArray()),
                Arrays.stream((String[]) row.getArray("expired").getArray())
                        .flatMap(name -> FeedClass.find(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                time(row, "forgotten_until"));
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(row.getLong("company_id"), row.getLong("user_id"), row.getString("device"));
    }

    private static Array array(
            Connection transaction, String type, List<Device> devices, Function<Device, Object> element)
            throws SQLException {
        return transaction.createArrayOf(type, devices.stream().map(element).toArray());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
