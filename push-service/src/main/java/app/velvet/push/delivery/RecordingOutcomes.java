package app.velvet.push.delivery;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Writes outcomes down, on a thread of its own, those that came meanwhile in one transaction. A database that is out of
 * reach is waited for: an outcome that is forgotten is a push that is repeated.
 */
final class RecordingOutcomes implements AutoCloseable {

    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofMillis(250);

    private final Trouble trouble = new Trouble(
            Logger.getLogger(RecordingOutcomes.class),
            "Outcomes of deliveries are not recorded yet",
            "Outcomes of deliveries are recorded again");
    private final DataSource database;
    private final PushQueue queue;
    private final Consumer<DeliveryStep> steps;
    private final Consumer<Answered> recorded;
    private final BlockingQueue<Answered> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    /** @param recorded called with each outcome that is stored for good */
    RecordingOutcomes(
            String name,
            DataSource database,
            PushQueue queue,
            VitalThreads threads,
            Consumer<DeliveryStep> steps,
            Consumer<Answered> recorded) {
        this.database = database;
        this.queue = queue;
        this.steps = steps;
        this.recorded = recorded;
        this.thread = threads.thread(name + "-outcomes", this::run);
    }

    void start() {
        thread.start();
    }

    /** Never blocks. */
    void add(Answered answered) {
        waiting.add(answered);
    }

    /** Records what is waiting, if the database lets it, and ends. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var batch = new ArrayList<Answered>();
        while (!(stopping && waiting.isEmpty() && batch.isEmpty())) {
            try {
                take(batch);
                record(batch).forEach(recorded);
                batch.clear();
                trouble.over();
            } catch (SQLException | RuntimeException e) {
                trouble.met(e);
                if (stopping) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Waits for outcomes or, with some that could not be recorded, before the next try. */
    private void take(List<Answered> batch) throws InterruptedException {
        var next = waiting.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
            batch.add(next);
            waiting.drainTo(batch, BATCH - batch.size());
        }
    }

    /** In which everybody changes them, so that nobody waits for each other. */
    private static List<Answered> inOrder(List<Answered> batch) {
        return batch.stream()
                .sorted(Comparator.comparingLong(
                                (Answered answered) -> answered.delivery().companyId())
                        .thenComparingLong(answered -> answered.delivery().id()))
                .toList();
    }

    private List<Answered> record(List<Answered> batch) throws SQLException {
        if (batch.isEmpty()) {
            return List.of();
        }
        var stored = JdbcTransactions.inTransaction(database, transaction -> {
            var outcomes = queue.record(transaction, inOrder(batch));
            steps.accept(DeliveryStep.OUTCOMES_WRITTEN);
            return outcomes;
        });
        steps.accept(DeliveryStep.OUTCOMES_COMMITTED);
        return stored;
    }
}
