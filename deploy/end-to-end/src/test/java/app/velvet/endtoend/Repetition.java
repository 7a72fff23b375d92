package app.velvet.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What goes on beside a test, each on a thread of its own, again and again until that is closed or it fails. */
final class Repetition implements AutoCloseable {

    /** Some is needed of a schedule. */
    static final Duration NO_PAUSE = Duration.ofNanos(1);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ScheduledExecutorService threads;
    private volatile Throwable trouble;

    /** @param pause between the end of one turn and the beginning of the next */
    Repetition(Duration pause, List<? extends Runnable> turns) {
        threads = Executors.newScheduledThreadPool(turns.size());
        turns.forEach(
                turn -> threads.scheduleWithFixedDelay(() -> run(turn), 0, pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void run(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException | AssertionError e) {
            trouble = e;
            throw e;
        }
    }

    /** Begins no other turn and waits until the last one has ended; fails if one has failed. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("A turn hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (trouble != null) {
            throw new AssertionError("A turn has failed", trouble);
        }
    }
}
