package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A process of a service beside others of the same. */
final class Replica {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** As in the manifests. */
    private static final String SHUTDOWN_TIMEOUT = "30S";

    private static final long GRACE_SECONDS = 90;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Path log;
    private final Process process;

    private Replica(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param repository whose package of the service it runs
     * @param settings beside its port
     */
    static Replica start(String service, Path repository, Properties settings) {
        var port = LocalStack.freePort();
        var home = Path.of("target", "replicas", service + "-" + port).toAbsolutePath();
        var log = home.resolve("log");
        settings.setProperty("quarkus.http.port", Integer.toString(port));
        settings.setProperty("quarkus.shutdown.timeout", SHUTDOWN_TIMEOUT);
        try {
            Files.createDirectories(home.resolve("config"));
            try (var file = Files.newBufferedWriter(home.resolve("config/application.properties"))) {
                settings.store(file, null);
            }
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + home,
                            "-jar",
                            repository
                                    .resolve(service)
                                    .resolve("target/quarkus-app/quarkus-run.jar")
                                    .toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var replica = new Replica(port, log, process);
            await(service).atMost(PATIENCE).until(replica::isReady);
            return replica;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    private boolean isReady() throws InterruptedException {
        assertThat(process.isAlive()).as("it runs, see %s", log).isTrue();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Has it end, as Kubernetes does, and waits until it has, by itself. */
    void end() {
        process.destroy();
        try {
            assertThat(process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends by itself, see %s", log)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
