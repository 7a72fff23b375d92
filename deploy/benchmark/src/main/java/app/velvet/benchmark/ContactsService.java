package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.Guard;
import app.velvet.testing.Ports;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestTokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

/** A process of the packaged contacts-service, with the heap and the collector that the local stack gives it. */
final class ContactsService implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /** More options for its Java, to look into it. */
    private static final String MORE_OPTIONS = "SERVICE_JAVA_OPTIONS";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Children children;
    private final Process process;
    private final Path log;
    private final int port;

    private ContactsService(Children children, Process process, Path log, int port) {
        this.children = children;
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static ContactsService start(
            Children children, Path repository, Path work, EmbeddedPostgres postgres, String database)
            throws IOException {
        int port = Ports.free();
        Path log = work.resolve("contacts-service.log");
        var process = children.start(new ProcessBuilder(command(repository, settings(postgres, database, port, work)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile())));
        Path record = work.resolve("contacts-service.pid");
        Files.writeString(record, process.pid() + "\n");
        Guard.endWithUs(process.pid(), "TERM", record, Long.toString(process.pid()));
        var service = new ContactsService(children, process, log, port);
        service.awaitReady();
        return service;
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, String database, int port, Path work) {
        var settings = new TreeMap<String, String>();
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.datasource.username", EmbeddedPostgres.username());
        settings.put("quarkus.datasource.password", "unused");
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        settings.put("kafka.bootstrap.servers", TestKafka.shared().bootstrap());
        settings.put("velvet.token.jwks-url", TestTokens.jwksUrl());
        settings.put("velvet.images.directory", work.resolve("images").toString());
        settings.put("velvet.images.public-url", "http://127.0.0.1:" + port);
        return settings;
    }

    private static List<String> command(Path repository, Map<String, String> settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        var more = System.getenv(MORE_OPTIONS);
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.trim().split(" +")));
        }
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(repository
                .resolve("contacts-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        return command;
    }

    private void awaitReady() throws IOException {
        try {
            Awaitility.await()
                    .atMost(START_TIMEOUT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> !process.isAlive() || get("/q/health/ready").statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new Failure("contacts-service did not become ready:\n" + Files.readString(log), e);
        }
        if (!process.isAlive()) {
            throw new Failure("contacts-service did not start:\n" + Files.readString(log));
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Duration cpuTime() {
        return CpuTime.of(process.pid());
    }

    /** Creates a contact, as the load does, and returns it with its owners. */
    JsonNode create(String token, String number) throws IOException {
        var body = """
                {"contact":{"first_name":"Guest","last_name":"Number %1$s","email":"guest%1$s@guest.example",\
                "phone":"+49%1$s"}}""".formatted(number);
        var answer = send(HttpRequest.newBuilder(URI.create(url() + "/api/v1/contacts?join_owners=true"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new Failure("A contact was not created: " + answer.statusCode() + " " + answer.body() + "\n"
                    + Files.readString(log));
        }
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
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
