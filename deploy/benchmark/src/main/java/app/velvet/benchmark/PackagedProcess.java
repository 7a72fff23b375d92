package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.Guard;
import app.velvet.testing.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A process of a packaged Quarkus application on a port of its own, with the collector that the local stack gives one. */
final class PackagedProcess implements AutoCloseable {

    /** What the local stack gives a service. */
    static final int USUAL_HEAP_MEGABYTES = 256;

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /** More options for a service's Java, to look into it. */
    private static final String MORE_OPTIONS = "SERVICE_JAVA_OPTIONS";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Children children;
    private final Process process;
    private final String name;
    private final Path log;
    private final int port;

    private PackagedProcess(Children children, Process process, String name, Path log, int port) {
        this.children = children;
        this.process = process;
        this.name = name;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts one without waiting for it.
     *
     * @param module where it is packaged
     * @param name of the process, among those of this run
     * @param java its options, {@link #java} or {@link #serviceJava}
     */
    static PackagedProcess start(
            Children children, Path module, Path work, String name, List<String> java, Map<String, String> settings)
            throws IOException {
        int port = Ports.free();
        var all = new TreeMap<>(settings);
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        Path log = work.resolve(name + ".log");
        var process = children.start(new ProcessBuilder(command(module, java, all))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile())));
        Path record = work.resolve(name + ".pid");
        Files.writeString(record, process.pid() + "\n");
        Guard.endWithUs(process.pid(), "TERM", record, Long.toString(process.pid()));
        return new PackagedProcess(children, process, name, log, port);
    }

    /** Where a reactive application finds its database. */
    static Map<String, String> reactive(EmbeddedPostgres postgres, String database) {
        return Map.of(
                "quarkus.datasource.username", EmbeddedPostgres.username(),
                "quarkus.datasource.password", "unused",
                "quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
    }

    static List<String> java(int heapMegabytes) {
        return List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC");
    }

    /** Those of a service of ours, which somebody may want to look into. */
    static List<String> serviceJava(int heapMegabytes) {
        var options = new ArrayList<>(java(heapMegabytes));
        var more = System.getenv(MORE_OPTIONS);
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.trim().split(" +")));
        }
        return options;
    }

    private static List<String> command(Path module, List<String> java, Map<String, String> settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(module.resolve("target/quarkus-app/quarkus-run.jar").toString());
        return command;
    }

    /** @param path that answers 200 once it is ready */
    PackagedProcess awaitReady(String path) throws IOException {
        try {
            Awaitility.await()
                    .atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> !process.isAlive() || get(path).statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new Failure(name + " did not become ready:\n" + Files.readString(log), e);
        }
        if (!process.isAlive()) {
            throw new Failure(name + " did not start:\n" + Files.readString(log));
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    Duration cpuTime() {
        return CpuTime.of(process.pid());
    }

    /** Lets it stand still, as a machine does that is suspended. */
    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        children.run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        }
    }

    @Override
    public void close() {
        children.stop(process);
    }
}
