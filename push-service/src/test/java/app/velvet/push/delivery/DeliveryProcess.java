package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.ApnsSecrets;
import app.velvet.push.device.Platform;
import app.velvet.push.silent.SilentTraffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A worker in a process of its own, which at the first of a given step dies as a power cut would have it. Arguments: the
 * database, the provider and its port, the step, and the traffic.
 */
final class DeliveryProcess implements AutoCloseable {

    /** What it takes from which queue. */
    enum Traffic {
        NOTIFICATIONS {
            @Override
            PushQueue queue(Platform platform) {
                return new NotificationQueue(platform, Lane.URGENT, SETTINGS, DeliveryWorld.LIMITS);
            }
        },
        SILENT_PUSHES {
            @Override
            PushQueue queue(Platform platform) {
                return SilentTraffic.queue(platform, SETTINGS);
            }
        };

        abstract PushQueue queue(Platform platform);
    }

    /**
     * As quick as {@link DeliveryWorld#SETTINGS}, but what a dead one had claimed stays its own until
     * {@link DeliveryWorld#endLeases}: on a busy machine the next process may start after any shorter lease.
     */
    static final DeliverySettings SETTINGS = new DeliverySettings(
            Duration.ofHours(1),
            DeliveryWorld.SETTINGS.poll(),
            DeliveryWorld.SETTINGS.inFlight(),
            DeliveryWorld.SETTINGS.firstRetry(),
            DeliveryWorld.SETTINGS.longestRetry());

    /** How it ends. */
    static final int DEAD = 42;

    private final Process process;

    private DeliveryProcess(Process process) {
        this.process = process;
    }

    static DeliveryProcess start(DeliveryWorld world, Traffic traffic, Provider provider, int port, DeliveryStep fatal)
            throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + ApnsSecrets.FOLDER + "=" + ApnsSecrets.shared().folder(),
                DeliveryProcess.class.getName(),
                world.jdbcUrl(),
                provider.name(),
                Integer.toString(port),
                fatal.name(),
                traffic.name());
        return new DeliveryProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/delivery-process.log")))
                .start());
    }

    public static void main(String[] arguments) throws IOException {
        var provider = Provider.valueOf(arguments[1]);
        var fatal = DeliveryStep.valueOf(arguments[3]);
        var met = new AtomicBoolean();
        DeliveryWorld.worker(
                        DeliveryWorld.pool(arguments[0]),
                        provider.client(Integer.parseInt(arguments[2]), new ArrayList<>()),
                        Traffic.valueOf(arguments[4]).queue(provider.platform()),
                        SETTINGS,
                        new SimpleMeterRegistry(),
                        step -> {
                            if (step == fatal && met.compareAndSet(false, true)) {
                                Runtime.getRuntime().halt(DEAD);
                            }
                        })
                .start();
        // Ends with the test that started it, however that ends.
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** Fails if that takes longer than a minute. */
    int awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running, see target/delivery-process.log");
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
