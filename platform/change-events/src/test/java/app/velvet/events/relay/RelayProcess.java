package app.velvet.events.relay;

import app.velvet.events.ServiceDatabase;
import app.velvet.events.VitalThreads;
import app.velvet.events.outbox.OutboxDatabase;
import app.velvet.events.trace.Traces;
import app.velvet.testing.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A relay in a process of its own, which at the first of a given step dies as a power cut would have it, or stands still.
 * Arguments: the database, Kafka, the topic, what to do, and at which step.
 */
final class RelayProcess implements AutoCloseable {

    /** How a process ends that was told to die. */
    static final int DEAD = 42;

    enum Fate {
        DIE,
        FREEZE
    }

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(OutboxDatabase database, EmbeddedKafka kafka, String topic, Fate fate, RelayStep step)
            throws IOException {
        Files.createDirectories(Path.of("target"));
        var command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        database.jdbcUrl(),
                        kafka.bootstrap(),
                        topic,
                        fate.name(),
                        step.name())
                .toList();
        return new RelayProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/relay-process.log")))
                .start());
    }

    public static void main(String[] arguments) {
        var fate = Fate.valueOf(arguments[3]);
        var fatal = RelayStep.valueOf(arguments[4]);
        var relay = new Relay(
                ServiceDatabase.pool(arguments[0]),
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[1]),
                QuickRelay.of(arguments[2])
                        .leavingTombstonesAfter(Duration.ZERO)
                        .settings(),
                new SimpleMeterRegistry(),
                Optional.empty(),
                Traces.OFF,
                new VitalThreads(),
                once(fatal, () -> meet(fate)));
        Runtime.getRuntime().addShutdownHook(new Thread(relay::close));
        relay.start();
        endWithInput();
    }

    private static Consumer<RelayStep> once(RelayStep fatal, Runnable action) {
        var met = new java.util.concurrent.atomic.AtomicBoolean();
        return step -> {
            if (step == fatal && met.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    private static void meet(Fate fate) {
        switch (fate) {
            case DIE -> Runtime.getRuntime().halt(DEAD);
            case FREEZE -> freeze();
        }
    }

    private static void freeze() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends with the test that started it, however that ends. */
    private static void endWithInput() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // as good as its end
        }
        System.exit(0);
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    boolean isFrozen() {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
        } catch (IOException gone) {
            return false;
        }
    }

    void thaw() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-CONT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Asks it to end, and waits until it has finished whatever it was at. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
