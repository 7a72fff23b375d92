package app.velvet.events.relay;

import app.velvet.events.VitalThreads;
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
    private final Duration patience;
    private final IntConsumer wakeShards;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    /**
     * @param patience how long the database may take to answer
     * @param wakeShards called with shards as bits of a number
     */
    WakeUps(DataSource database, Duration poll, Duration patience, VitalThreads threads, IntConsumer wakeShards) {
        this.database = database;
        this.poll = poll;
        this.patience = patience;
        this.wakeShards = wakeShards;
        this.thread = threads.thread("relay-wake-ups", this::run);
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
                say(e);
                pause();
            }
        }
    }

    private void say(Exception failure) {
        if (failing || stopping) {
            LOG.debug("The relay cannot listen for commits", failure);
        } else {
            LOG.warnf("The relay cannot listen for commits now and keeps trying: %s", failure);
        }
        failing = true;
    }

    private void listen(Connection connection) throws SQLException {
        int patienceOfPool = connection.getNetworkTimeout();
        // Silence is nothing special here: without this, a database whose host vanished would be listened to for long.
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        try {
            execute(connection, "listen " + CommitSignal.CHANNEL);
            failing = false;
            wakeUntilStopped(connection);
        } finally {
            if (!connection.isClosed()) {
                execute(connection, "unlisten *");
                connection.setNetworkTimeout(Runnable::run, patienceOfPool);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void wakeUntilStopped(Connection connection) throws SQLException {
        var postgres = connection.unwrap(PGConnection.class);
        long nextPoll = System.nanoTime();
        while (!stopping) {
            if (nextPoll - System.nanoTime() <= 0) {
                wakeShards.accept(behind(connection));
                nextPoll = System.nanoTime() + poll.toNanos();
            }
            wakeShards.accept(notified(postgres));
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
