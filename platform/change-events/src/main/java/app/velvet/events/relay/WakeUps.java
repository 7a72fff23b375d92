package app.velvet.events.relay;

import app.velvet.events.outbox.CommitSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/** Listens for {@link CommitSignal}s, on a thread and a connection of its own, with a slow poll behind it. */
final class WakeUps {

    private static final Logger LOG = Logger.getLogger(WakeUps.class);

    /** Shards with something to publish, as bits of a number. */
    private static final String BEHIND = """
            select coalesce(bit_or(1 << mod(mod(counter.company_id, %1$d) + %1$d, %1$d)::integer), 0)
              from (select max(epoch) as epoch from publication_epoch) as current
              cross join outbox_counter counter
              left join outbox_position position
                on position.company_id = counter.company_id and position.epoch = current.epoch
             where counter.last_sequence > coalesce(position.published_sequence, 0) and position.stopped_at is null
            """.formatted(Shards.COUNT);

    private final DataSource database;
    private final Duration poll;
    private final IntConsumer wakeShards;
    private final Thread thread = new Thread(this::run, "relay-wake-ups");
    private volatile boolean stopping;

    /** @param wakeShards called with shards as bits of a number */
    WakeUps(DataSource database, Duration poll, IntConsumer wakeShards) {
        this.database = database;
        this.poll = poll;
        this.wakeShards = wakeShards;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopping) {
            try (var connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The relay cannot listen for commits now", e);
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CommitSignal.CHANNEL);
        }
        var postgres = connection.unwrap(PGConnection.class);
        try {
            long nextPoll = System.nanoTime();
            while (!stopping) {
                if (nextPoll - System.nanoTime() <= 0) {
                    wakeShards.accept(behind(connection));
                    nextPoll = System.nanoTime() + poll.toNanos();
                }
                wakeShards.accept(notified(postgres));
            }
        } finally {
            try (var statement = connection.createStatement()) {
                statement.execute("unlisten *");
            }
        }
    }

    private int notified(PGConnection postgres) throws SQLException {
        int shards = 0;
        for (var notification : postgres.getNotifications((int) poll.toMillis())) {
            shards |= Integer.parseInt(notification.getParameter());
        }
        return shards;
    }

    private static int behind(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(BEHIND);
                var row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private void pause() {
        try {
            Thread.sleep(poll.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
