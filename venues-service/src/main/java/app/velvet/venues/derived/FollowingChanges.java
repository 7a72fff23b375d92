package app.velvet.venues.derived;

import static java.util.stream.Collectors.toMap;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.VitalThreads;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Has dependants follow their origins, chunk by chunk, on a thread of its own. A chunk is a transaction, so that nothing has
 * too many dependants to be changed; what is left to do is stored, so that it gets done whoever crashes; replicas share the
 * work.
 */
@ApplicationScoped
class FollowingChanges {

    private static final Logger LOG = Logger.getLogger(FollowingChanges.class);

    private static final int CHUNK = 500;

    /** Guests are told of under their new name within a second. */
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String NEXT = """
            select company_id, origin_class, origin_id, dependants, last_done_id from derived_change
             where due_at <= now() order by due_at limit 1 for update skip locked
            """;
    private static final String KEY = " where company_id = ? and origin_class = ? and origin_id = ? and dependants = ?";
    private static final String GO_ON = "update derived_change set last_done_id = ?, due_at = clock_timestamp()" + KEY;
    private static final String END = "delete from derived_change" + KEY;
    private static final String PUT_OFF =
            "update derived_change set due_at = clock_timestamp() + make_interval(secs => ?)" + KEY;

    private record Work(Origin origin, String dependants, long lastDoneId) {}

    /** That a chunk failed, and of what. */
    private static final class ChunkFailedException extends Exception {

        private final transient Work work;

        private ChunkFailedException(Work work, Exception cause) {
            super(cause);
            this.work = work;
        }
    }

    private final AgroalDataSource database;
    private final Map<String, Dependants> dependants;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);

    FollowingChanges(AgroalDataSource database, @All List<Dependants> dependants, VitalThreads threads) {
        this.database = database;
        this.dependants = dependants.stream().collect(toMap(Dependants::className, Function.identity()));
        this.thread = threads.thread("following-changes", this::run);
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        thread.join(PATIENCE.toMillis());
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                if (!advance()) {
                    stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there may be more to do at once. */
    private boolean advance() {
        try {
            return JdbcTransactions.<Boolean, ChunkFailedException>inTransaction(database, this::chunk);
        } catch (ChunkFailedException failure) {
            LOG.warnf(
                    failure.getCause(),
                    "A change is followed later companyId=%d originClass=%s originId=%d dependants=%s",
                    failure.work.origin().companyId(),
                    failure.work.origin().className(),
                    failure.work.origin().id(),
                    failure.work.dependants());
            return putOff(failure.work);
        } catch (SQLException e) {
            LOG.warn("Changes are followed later", e);
            return false;
        }
    }

    private boolean chunk(Connection transaction) throws SQLException, ChunkFailedException {
        var next = next(transaction);
        if (next.isPresent()) {
            goOn(transaction, next.get());
        }
        return next.isPresent();
    }

    private static Optional<Work> next(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement(NEXT);
                var rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Work(
                            new Origin(
                                    rows.getLong("company_id"),
                                    rows.getString("origin_class"),
                                    rows.getLong("origin_id")),
                            rows.getString("dependants"),
                            rows.getLong("last_done_id")))
                    : Optional.empty();
        }
    }

    private void goOn(Connection transaction, Work work) throws ChunkFailedException {
        try {
            var last = dependants
                    .get(work.dependants())
                    .bringUpToDate(transaction, work.origin(), work.lastDoneId(), CHUNK);
            if (last.isPresent()) {
                execute(transaction, GO_ON, work, last.get());
            } else {
                execute(transaction, END, work);
            }
        } catch (SQLException | RuntimeException e) {
            throw new ChunkFailedException(work, e);
        }
    }

    /** One that fails holds up no other. */
    private boolean putOff(Work work) {
        try {
            return JdbcTransactions.<Boolean, RuntimeException>inTransaction(database, transaction -> {
                execute(transaction, PUT_OFF, work, (double) PAUSE.toSeconds());
                return true;
            });
        } catch (SQLException e) {
            LOG.warn("Changes are followed later", e);
            return false;
        }
    }

    private static void execute(Connection transaction, String sql, Work work, Object... values) throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            int place = 1;
            for (var value : values) {
                statement.setObject(place++, value);
            }
            statement.setLong(place++, work.origin().companyId());
            statement.setString(place++, work.origin().className());
            statement.setLong(place++, work.origin().id());
            statement.setString(place, work.dependants());
            statement.executeUpdate();
        }
    }
}
