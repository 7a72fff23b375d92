package app.velvet.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka broker of our own, in a process of its own, on a data folder, listening on the loopback address only.
 *
 * <p>It ends with this JVM, also when the JVM is killed. Not thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String HEAP = "-Xmx256m";
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final int controllerPort;

    private EmbeddedKafka(Path directory, int port, int controllerPort) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker, on the topics that are in the folder or on none, and returns when it serves.
     *
     * @param directory holds the data and the log
     * @throws IllegalStateException if it did not start; the message is a line for people
     */
    public static EmbeddedKafka start(Path directory, int port, int controllerPort) {
        EmbeddedKafka kafka = new EmbeddedKafka(directory, port, controllerPort);
        kafka.start();
        return kafka;
    }

    /** Returns the broker that other code of this JVM, perhaps of another class loader, started on that folder. */
    static EmbeddedKafka attach(Path directory, int port, int controllerPort) {
        return new EmbeddedKafka(directory, port, controllerPort);
    }

    /** Starts the broker again after {@link #stop} or {@link #kill}, on the same data and ports. */
    public void start() {
        try {
            Path scratch = Files.createDirectories(directory.resolve("tmp"));
            Process process = new ProcessBuilder(Guard.deafToTerminal(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + scratch,
                            "-cp",
                            System.getProperty("java.class.path"),
                            KafkaBroker.class.getName(),
                            directory.toString(),
                            Integer.toString(port),
                            Integer.toString(controllerPort))))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            KeepAlive.until(process);
            awaitReady(process);
            Files.writeString(pidFile(), Long.toString(process.pid()));
        } catch (IOException e) {
            throw new IllegalStateException("Kafka did not start: " + e.getMessage(), e);
        }
    }

    private void awaitReady(Process process) throws IOException {
        // not closed: closing it would close the pipe under the running broker
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (!KafkaBroker.READY.equals(answer)) {
            process.destroyForcibly();
            throw new IllegalStateException("Kafka did not start, see " + log());
        }
    }

    /** Shuts the broker down; a later {@link #start} finds the topics. */
    public void stop() {
        broker().ifPresent(process -> {
            Signals.send("CONT", process.pid());
            process.destroy();
            if (!Signals.awaitEnd(process, STOP_TIMEOUT)) {
                kill();
            }
        });
    }

    /** Kills the broker as {@code kill -9} does. */
    public void kill() {
        broker().ifPresent(process -> {
            process.destroyForcibly();
            Signals.awaitEnd(process, STOP_TIMEOUT);
        });
    }

    /** Freezes the broker: it keeps its connections and answers nothing, until {@link #resume}. */
    public void pause() {
        Signals.send("STOP", pid());
    }

    public void resume() {
        Signals.send("CONT", pid());
    }

    @Override
    public void close() {
        stop();
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Returns the id of the broker's process. */
    public long pid() {
        return broker().map(ProcessHandle::pid).orElseThrow(() -> new IllegalStateException("Kafka is not running"));
    }

    private Optional<ProcessHandle> broker() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile())));
        } catch (IOException neverStarted) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return directory.resolve("kafka.pid");
    }

    int port() {
        return port;
    }

    int controllerPort() {
        return controllerPort;
    }

    private Path log() {
        return directory.resolve("kafka.log");
    }
}
