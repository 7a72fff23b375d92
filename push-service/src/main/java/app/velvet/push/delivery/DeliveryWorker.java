package app.velvet.push.delivery;

import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import app.velvet.push.delivery.Claimed.Next;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Brings what is due of one queue to one provider, on a thread and a connection of its own. It is woken by the commit that
 * queues a push, with a slow poll behind. Sending does not block: up to a limit, deliveries that a provider is slow to answer
 * hold up no other. Any number of workers may run at once, in any number of replicas.
 */
public final class DeliveryWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    /** Notified where pushes are queued. */
    public static final String CHANNEL = "velvet_delivery";

    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final int MILLIS_TO_STOP = 200;
    private static final int SECONDS_TO_FINISH = 5;

    private final Trouble trouble = new Trouble(LOG, "Deliveries are not sent now", "Deliveries are sent again");
    private final DataSource database;
    private final PushProvider provider;
    private final DeliverySettings settings;
    private final DeliveryMetrics metrics;
    private final Traces traces;
    private final Consumer<DeliveryStep> steps;
    private final PushQueue queue;
    private final RecordingOutcomes recording;
    private final Semaphore window;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param steps called between any two steps, by the thread that takes them */
    public DeliveryWorker(
            DataSource database,
            PushProvider provider,
            PushQueue queue,
            DeliverySettings settings,
            DeliveryMetrics metrics,
            Traces traces,
            VitalThreads threads,
            Consumer<DeliveryStep> steps) {
        this.database = database;
        this.provider = provider;
        this.queue = queue;
        this.settings = settings;
        this.metrics = metrics;
        this.traces = traces;
        this.steps = steps;
        var name = "delivery-" + queue.kind() + "-" + provider.name();
        this.recording = new RecordingOutcomes(name, database, queue, threads, steps, this::recorded);
        this.window = new Semaphore(settings.inFlight());
        this.thread = threads.thread(name, this::run);
    }

    public void start() {
        recording.start();
        thread.start();
    }

    /** Claims nothing more, waits a moment for answers that are outstanding and records them. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_FINISH));
            if (!window.tryAcquire(settings.inFlight(), SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.infof("Deliveries are left without an answer, to be sent again provider=%s", provider.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recording.close();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void run() {
        try {
            while (!isStopped()) {
                try (var connection = database.getConnection()) {
                    deliver(connection);
                } catch (SQLException | RuntimeException e) {
                    trouble.met(e);
                    stopped.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Connection connection) throws SQLException, InterruptedException {
        int patienceOfPool = connection.getNetworkTimeout();
        // A database whose host vanished would be waited for until TCP gives up.
        connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        try {
            execute(connection, "listen " + CHANNEL);
            deliverUntilStopped(connection);
        } finally {
            if (!connection.isClosed()) {
                execute(connection, "unlisten *");
                connection.setNetworkTimeout(Runnable::run, patienceOfPool);
            }
        }
    }

    private void deliverUntilStopped(Connection connection) throws SQLException, InterruptedException {
        var postgres = connection.unwrap(PGConnection.class);
        while (!isStopped()) {
            var next = sendAllDue(connection);
            trouble.over();
            awaitWakeUp(postgres, next == Next.SOON ? SOON : settings.poll());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Until somebody is told, it is time to look around, or to stop, which no wait on a connection hears of. */
    private void awaitWakeUp(PGConnection postgres, Duration longest) throws SQLException {
        long nextLook = System.nanoTime() + longest.toNanos();
        boolean woken = false;
        while (!woken && !isStopped() && nextLook - System.nanoTime() > 0) {
            woken = postgres.getNotifications((int) Math.min(MILLIS_TO_STOP, longest.toMillis())).length > 0;
        }
    }

    /** Answers when there may be more. */
    private Next sendAllDue(Connection connection) throws SQLException, InterruptedException {
        var next = Next.NOW;
        while (next == Next.NOW && !isStopped()) {
            if (window.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                next = sendDue(connection);
            }
        }
        return next;
    }

    /** Takes as much as the window lets it. */
    private Next sendDue(Connection connection) throws SQLException {
        int free = 1 + takeFree(BATCH - 1);
        int unused = free;
        try {
            var claimed = queue.claim(connection, free);
            unused = free - claimed.deliveries().size();
            claimed.deliveries().forEach(this::send);
            return claimed.next();
        } finally {
            window.release(unused);
        }
    }

    private int takeFree(int most) {
        int free = Math.min(most, window.availablePermits());
        return free > 0 && window.tryAcquire(free) ? free : 0;
    }

    private void send(DueDelivery delivery) {
        steps.accept(DeliveryStep.CLAIMED);
        outcome(delivery).thenAccept(outcome -> {
            steps.accept(DeliveryStep.ANSWERED);
            recording.add(new Answered(delivery, outcome));
        });
    }

    private CompletionStage<DeliveryOutcome> outcome(DueDelivery delivery) {
        if (delivery.expired()) {
            var reason = delivery.lastReason() == null ? "Expired" : delivery.lastReason();
            return CompletableFuture.completedStage(new Failed(reason));
        }
        if (!delivery.hasDevice()) {
            return CompletableFuture.completedStage(new Refused("NoDevice"));
        }
        metrics.sent();
        var answer = traced(delivery);
        steps.accept(DeliveryStep.SENT);
        return answer;
    }

    private CompletionStage<DeliveryOutcome> traced(DueDelivery delivery) {
        var span = traces.calling("send", provider.name(), delivery.traceparent());
        if (!span.isRecording()) {
            return sent(delivery.push());
        }
        var attempt = new TracedTry(span, delivery);
        return sent(delivery.push()).thenApply(attempt::ended);
    }

    /** What is wrong with one push must not keep those behind it. */
    private CompletionStage<DeliveryOutcome> sent(Push push) {
        try {
            return provider.send(push);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A push cannot be sent provider=%s", provider.name());
            return CompletableFuture.completedStage(new Refused("Unsendable"));
        }
    }

    private void recorded(Answered answered) {
        window.release();
        metrics.recorded(answered);
    }
}
