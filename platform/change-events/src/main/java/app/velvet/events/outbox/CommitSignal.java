package app.velvet.events.outbox;

import static app.velvet.events.JdbcTransactions.inTransaction;

import app.velvet.events.relay.Shards;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Wakes the relays after a commit. A notification inside the writing transaction would make all commits of the database
 * queue for one lock, so it is sent afterwards, on another connection, one for all commits since the last; a relay that
 * misses it finds the rows at its next poll. Thread-safe; never blocks its caller.
 */
public final class CommitSignal implements AutoCloseable {

    /** The channel; a notification holds the shards with something to publish, as bits of a number. */
    public static final String CHANNEL = "velvet_outbox";

    private static final Logger LOG = Logger.getLogger(CommitSignal.class);

    private final DataSource database;
    private final AtomicInteger signalled = new AtomicInteger();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "outbox-signal");
        thread.setDaemon(true);
        return thread;
    });

    public CommitSignal(DataSource database) {
        this.database = database;
    }

    /** To be called after a commit with changes of that company. */
    public void committed(long companyId) {
        int before = signalled.getAndUpdate(bits -> bits | 1 << Shards.of(companyId));
        if (before == 0) {
            try {
                sender.execute(this::send);
            } catch (RejectedExecutionException closed) {
                LOG.debug("No longer waking relays; they find the change at their next poll");
            }
        }
    }

    private void send() {
        int shards = signalled.getAndSet(0);
        try {
            inTransaction(database, connection -> {
                try (var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
                    notify.setString(1, CHANNEL);
                    notify.setString(2, Integer.toString(shards));
                    return notify.execute();
                }
            });
        } catch (SQLException e) {
            LOG.debug("The relays were not woken and will find the changes at their next poll", e);
        }
    }

    @Override
    public void close() {
        sender.shutdown();
    }
}
