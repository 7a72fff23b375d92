package app.velvet.sync.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that do their work again and again, until they are to rest or one of them has failed. */
final class Workers {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean areToRest;

    void repeat(String name, Runnable work) {
        var thread = new Thread(
                () -> {
                    try {
                        while (!areToRest()) {
                            work.run();
                        }
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    boolean areToRest() {
        return areToRest || failure.get() != null;
    }

    /** Returns when all have ended what they were at; or fails at once with the first failure of one of them. */
    void rest() throws InterruptedException {
        areToRest = true;
        for (var thread : threads) {
            while (thread.isAlive() && failure.get() == null) {
                thread.join(100);
            }
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get().getMessage(), failure.get());
        }
    }
}
