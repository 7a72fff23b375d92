package app.velvet.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class VitalThreadsTest {

    private final VitalThreads threads = new VitalThreads();

    @Test
    void applicationIsAliveWhileNoThreadDied() throws Exception {
        run("obedient", () -> {});

        var health = new VitalThreadsCheck(threads).call();
        assertEquals(Status.UP, health.getStatus());
        assertEquals(Optional.empty(), health.getData());
    }

    @Test
    void applicationIsNotAliveOnceOneDied() throws Exception {
        run("obedient", () -> {});
        run("unlucky", () -> {
            throw new NoClassDefFoundError("app/velvet/Lost");
        });

        var health = new VitalThreadsCheck(threads).call();
        assertEquals(Status.DOWN, health.getStatus());
        assertEquals(
                Map.of("unlucky", "java.lang.NoClassDefFoundError: app/velvet/Lost"),
                health.getData().orElseThrow());
    }

    @Test
    void taskOfAnExecutorIsWatchedToo() throws Exception {
        var death = new StackOverflowError();
        var executor = Executors.newSingleThreadExecutor();
        var task = threads.watched("unlucky", () -> {
            throw death;
        });

        executor.submit(task);
        executor.submit(() -> {}).get();
        executor.shutdown();

        assertEquals(Map.of("unlucky", death), threads.dead());
    }

    private void run(String name, Runnable work) throws InterruptedException {
        var thread = threads.thread(name, work);
        thread.setUncaughtExceptionHandler((dying, death) -> {});
        thread.start();
        thread.join();
    }
}
