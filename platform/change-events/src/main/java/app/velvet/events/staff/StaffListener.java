package app.velvet.events.staff;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears, on a connection and a thread of its own, whom changes of the staff copy concern, and knows whether it can be sure
 * to have heard of all of them.
 */
final class StaffListener implements AutoCloseable {

    /**
     * How long after the connection was last seen alive what it told is taken as everything. PostgreSQL sends a connection
     * what it listens to before the answer to its next command: an answer proves that nothing older is missing.
     */
    static final Duration TRUST = Duration.ofMillis(500);

    private static final Duration HEARTBEAT = Duration.ofMillis(150);
    private static final Duration RECONNECT = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(StaffListener.class);

    /** Told of each change: the company and the user, or null for all users of the company. */
    @FunctionalInterface
    interface Concerned {
        void changed(long companyId, Long userId);
    }

    private final DataSource database;
    private final Concerned concerned;
    private final Runnable everythingMayHaveChanged;
    private final Thread thread = new Thread(this::listen, "staff-listener");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile long lastSeenAlive;
    private volatile boolean listening;

    StaffListener(DataSource database, Concerned concerned, Runnable everythingMayHaveChanged) {
        this.database = database;
        this.concerned = concerned;
        this.everythingMayHaveChanged = everythingMayHaveChanged;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether everything that was committed {@link #TRUST} ago or earlier has certainly been heard of. */
    boolean isTrusted() {
        return listening && System.nanoTime() - lastSeenAlive < TRUST.toNanos();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(TRUST.plus(RECONNECT).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        do {
            try (var connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.warn("Changes of the staff are not heard of, every look-up asks the database", e);
            } finally {
                listening = false;
            }
        } while (!stopsWithin(RECONNECT));
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(5));
        var notifications = connection.unwrap(PGConnection.class);
        execute(connection, "listen " + StaffCopy.CHANNEL);
        everythingMayHaveChanged.run();
        try {
            while (!stopsWithin(Duration.ZERO)) {
                var asked = System.nanoTime();
                execute(connection, "select 1");
                tell(notifications.getNotifications());
                lastSeenAlive = asked;
                listening = true;
                tell(notifications.getNotifications((int) HEARTBEAT.toMillis()));
            }
        } finally {
            listening = false;
        }
        execute(connection, "unlisten *");
    }

    private void tell(PGNotification[] notifications) {
        if (notifications == null) {
            return;
        }
        for (var notification : notifications) {
            var whom = notification.getParameter().split(":", 2);
            concerned.changed(Long.parseLong(whom[0]), whom.length == 2 ? Long.valueOf(whom[1]) : null);
        }
    }

    private boolean stopsWithin(Duration wait) {
        try {
            return stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
