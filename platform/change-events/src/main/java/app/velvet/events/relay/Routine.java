package app.velvet.events.relay;

import app.velvet.events.VitalThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Chores done in turn, again and again, on a thread of their own; what one fails at does not concern the others. */
final class Routine {

    private final Duration pause;
    private final Runnable round;
    private final ScheduledExecutorService thread;

    /** @param pause from the end of a round to the next */
    Routine(VitalThreads threads, String name, Duration pause, Chore... chores) {
        var inTurn = List.of(chores);
        this.pause = pause;
        this.round = threads.watched(name, () -> inTurn.forEach(Chore::attempt));
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    void start() {
        thread.scheduleWithFixedDelay(round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts the round under way; there is no other. */
    void stop() {
        thread.shutdownNow();
    }

    void awaitStop(Duration atMost) throws InterruptedException {
        thread.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
