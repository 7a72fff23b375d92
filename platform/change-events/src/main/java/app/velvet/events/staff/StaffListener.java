package app.velvet.events.staff;

import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
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

    /** A database whose host vanished does not even refuse. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(StaffListener.class);

    /** Told of each change: the company and the user, or null for all users of the company. */
    @FunctionalInterface
    interface Concerned {
        void changed(long companyId, Long userId);
    }

    private final DataSource database;
    private final Duration trust;
    private final Concerned concerned;
    private final Runnable everythingMayHaveChanged;
    private final Thread thread;
    private final Trouble trouble = new Trouble(
            LOG,
            "Changes of the staff are not heard of, every look-up asks the database",
            "Changes of the staff are heard of again");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile long lastSeenAlive;
    private volatile boolean listening;

    StaffListener(
            DataSource database,
            VitalThreads threads,
            Duration trust,
            Concerned concerned,
            Runnable everythingMayHaveChanged) {
        this.database = database;
        this.trust = trust;
        this.concerned = concerned;
        this.everythingMayHaveChanged = everythingMayHaveChanged;
        this.thread = threads.thread("staff-listener", this::listen);
    }

    void start() {
        thread.start();
    }

    /** Whether everything has certainly been heard of that was committed longer ago than the connection is trusted. */
    boolean isTrusted() {
        return listening && System.nanoTime() - lastSeenAlive < trust.toNanos();
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
                listenPatiently(connection);
            } catch (SQLException | RuntimeException e) {
                trouble.met(e);
            } finally {
                listening = false;
            }
        } while (!stopsWithin(RECONNECT));
    }

    /** The connection goes back to its pool as it came. */
    private void listenPatiently(Connection connection) throws SQLException {
        var patienceOfPool = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
        try {
            execute(connection, "listen " + StaffCopy.CHANNEL);
            listen(connection);
        } finally {
            if (!connection.isClosed()) {
                execute(connection, "unlisten *");
                connection.setNetworkTimeout(Runnable::run, patienceOfPool);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        var notifications = connection.unwrap(PGConnection.class);
        everythingMayHaveChanged.run();
        while (!stopsWithin(Duration.ZERO)) {
            var asked = System.nanoTime();
            execute(connection, "select 1");
            tell(notifications.getNotifications());
            lastSeenAlive = asked;
            listening = true;
            trouble.over();
            tell(notifications.getNotifications((int) HEARTBEAT.toMillis()));
        }
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
