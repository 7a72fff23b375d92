package app.velvet.testing;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process of the packaged service of this module. It ends with this JVM, also when the JVM is killed. */
public final class PackagedReplica implements AutoCloseable {

    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    private final Process process;
    private final int port;
    private final Path log;

    private PackagedReplica(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts one on the shared servers and waits until it is ready.
     *
     * @param database its name; made if there is none yet
     * @param settings of the service, beside where the servers are
     */
    public static PackagedReplica start(String database, Map<String, String> settings) throws IOException {
        return start(TestPostgres.shared(), TestKafka.shared(), "256m", database, settings);
    }

    /**
     * Starts one on these servers and waits until it is ready.
     *
     * @param heap the most memory for its objects, e.g. {@code 96m}
     * @param database its name; made if there is none yet
     * @param settings of the service, beside where the servers are
     */
    public static PackagedReplica start(
            EmbeddedPostgres postgres, EmbeddedKafka kafka, String heap, String database, Map<String, String> settings)
            throws IOException {
        int port = Ports.free();
        postgres.database(database);
        Map<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent("velvet.internal.key-file", TestServiceKey.file());
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.datasource.username", EmbeddedPostgres.username());
        all.put("quarkus.datasource.password", "unused");
        all.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        all.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        all.put("kafka.bootstrap.servers", kafka.bootstrap());
        Path log = Path.of("target", "replica-" + port + ".log");
        PackagedReplica replica = new PackagedReplica(
                new ProcessBuilder(command(heap, all))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                port,
                log);
        replica.endWithUs();
        replica.awaitReady();
        return replica;
    }

    public int port() {
        return port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Begins a request to this replica. */
    public RequestSpecification given() {
        return RestAssured.given().baseUri("http://127.0.0.1:" + port);
    }

    /** As a power cut would end it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Freezes it: it keeps its connections and does nothing, until {@link #resume}. */
    public void pause() {
        Signals.send("STOP", process.pid());
    }

    public void resume() {
        Signals.send("CONT", process.pid());
    }

    /** The lines that it has logged, but for one that it is writing. */
    public List<String> log() throws IOException {
        var text = Files.readString(log);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        resume();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(String heap, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    private void endWithUs() throws IOException {
        Path record = Path.of("target", "replica-" + port + ".pid");
        String pid = Long.toString(process.pid());
        Files.writeString(record, pid);
        Guard.endWithUs(process.pid(), "KILL", record, pid);
    }

    private void awaitReady() {
        Awaitility.await("replica on " + port)
                .atMost(3, TimeUnit.MINUTES)
                .ignoreExceptions()
                .until(() -> !process.isAlive()
                        || given().when().get("/q/health/ready").statusCode() == 200);
        if (!process.isAlive()) {
            throw new IllegalStateException("The replica on " + port + " has ended, see its log in target");
        }
    }
}
