package app.velvet.events.relay;

import static app.velvet.events.JdbcTransactions.inTransaction;

import app.velvet.events.JdbcTransactions.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Which shards a relay may publish. Leases share the work out and end with a relay that dies; that a relay which lost
 * one cannot publish any more is the broker's doing, whatever the relay believes.
 */
final class ShardLeases {

    private final DataSource database;
    private final String owner;
    private final Duration length;

    /** @param owner names this relay among all that ever run */
    ShardLeases(DataSource database, String owner, Duration length) {
        this.database = database;
        this.owner = owner;
        this.length = length;
    }

    /** Prolongs what this relay has, takes what it may of what is free, and returns all it has now. */
    Set<Integer> renewAndClaim() throws SQLException {
        return whileTheyLast(connection -> {
            reportAlive(connection);
            var held = renew(connection);
            held.addAll(claim(connection, share(connection) - held.size()));
            return held;
        });
    }

    /** An answer that takes longer than a lease comes too late. */
    private <T> T whileTheyLast(Work<T, RuntimeException> work) throws SQLException {
        return inTransaction(database, length, work);
    }

    /** How many of its shards this relay should leave to others. */
    int surplus(int held) throws SQLException {
        return whileTheyLast(connection -> Math.max(0, held - share(connection)));
    }

    private void reportAlive(Connection connection) throws SQLException {
        try (var report = connection.prepareStatement("""
                with gone as (delete from relay where alive_until < clock_timestamp() - interval '1 minute')
                insert into relay (owner, alive_until) values (?, clock_timestamp() + ? * interval '1 ms')
                on conflict (owner) do update set alive_until = excluded.alive_until
                """)) {
            report.setString(1, owner);
            report.setLong(2, length.toMillis());
            report.executeUpdate();
        }
    }

    private int share(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                        "select count(*) from relay where alive_until > clock_timestamp()");
                var alive = query.executeQuery()) {
            alive.next();
            return (int) Math.ceil((double) Shards.COUNT / Math.max(1, alive.getInt(1)));
        }
    }

    private Set<Integer> renew(Connection connection) throws SQLException {
        try (var renew = connection.prepareStatement("""
                update relay_shard set leased_until = clock_timestamp() + ? * interval '1 ms' where owner = ?
                returning shard
                """)) {
            renew.setLong(1, length.toMillis());
            renew.setString(2, owner);
            return shards(renew);
        }
    }

    private Set<Integer> claim(Connection connection, int atMost) throws SQLException {
        if (atMost <= 0) {
            return Set.of();
        }
        try (var claim = connection.prepareStatement("""
                update relay_shard set owner = ?, leased_until = clock_timestamp() + ? * interval '1 ms'
                 where shard in (select shard from relay_shard where leased_until < clock_timestamp()
                                  order by shard limit ? for update skip locked)
                returning shard
                """)) {
            claim.setString(1, owner);
            claim.setLong(2, length.toMillis());
            claim.setInt(3, atMost);
            return shards(claim);
        }
    }

    private static Set<Integer> shards(PreparedStatement statement) throws SQLException {
        var shards = new TreeSet<Integer>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                shards.add(rows.getInt(1));
            }
        }
        return shards;
    }

    /** Whether the shard is this relay's at this moment of the database's clock. */
    boolean holds(int shard) throws SQLException {
        return whileTheyLast(connection -> {
            try (var query = connection.prepareStatement(
                    "select 1 from relay_shard where shard = ? and owner = ? and leased_until > clock_timestamp()")) {
                query.setInt(1, shard);
                query.setString(2, owner);
                try (var row = query.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** Leaves a shard to whoever comes first; nothing if it is not this relay's any more. */
    void release(int shard) throws SQLException {
        whileTheyLast(connection -> {
            try (var release = connection.prepareStatement(
                    "update relay_shard set owner = null, leased_until = '-infinity' where shard = ? and owner = ?")) {
                release.setInt(1, shard);
                release.setString(2, owner);
                return release.executeUpdate();
            }
        });
    }

    /** Counts no longer among the living, so that the others take over its share. */
    void reportGone() throws SQLException {
        whileTheyLast(connection -> {
            try (var delete = connection.prepareStatement("delete from relay where owner = ?")) {
                delete.setString(1, owner);
                return delete.executeUpdate();
            }
        });
    }
}
