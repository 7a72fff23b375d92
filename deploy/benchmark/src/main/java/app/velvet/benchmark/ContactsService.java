package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestTokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A process of the packaged contacts-service. */
final class ContactsService implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final PackagedProcess process;

    private ContactsService(PackagedProcess process) {
        this.process = process;
    }

    static ContactsService start(
            Children children, Path repository, Path work, EmbeddedPostgres postgres, String database)
            throws IOException {
        return start(
                children,
                repository,
                work,
                postgres,
                database,
                TestKafka.shared().bootstrap());
    }

    static ContactsService start(
            Children children, Path repository, Path work, EmbeddedPostgres postgres, String database, String kafka)
            throws IOException {
        var process = PackagedProcess.start(
                children,
                repository.resolve("contacts-service"),
                work,
                "contacts-service",
                PackagedProcess.serviceJava(PackagedProcess.USUAL_HEAP_MEGABYTES),
                settings(postgres, database, work, kafka));
        return new ContactsService(process.awaitReady("/q/health/ready"));
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, String database, Path work, String kafka) {
        var settings = new TreeMap<>(PackagedProcess.reactive(postgres, database));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("velvet.token.jwks-url", TestTokens.jwksUrl());
        settings.put("velvet.images.directory", work.resolve("images").toString());
        settings.put("velvet.images.public-url", "http://127.0.0.1");
        return settings;
    }

    String url() {
        return process.url();
    }

    Duration cpuTime() {
        return process.cpuTime();
    }

    /** A request that creates a contact, as the load does. */
    HttpRequest.Builder creation(String token, String number) {
        var body = """
                {"contact":{"first_name":"Guest","last_name":"Number %1$s","email":"guest%1$s@guest.example",\
                "phone":"+49%1$s"}}""".formatted(number);
        return HttpRequest.newBuilder(URI.create(url() + "/api/v1/contacts?join_owners=true"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** Creates a contact and returns it with its owners. */
    JsonNode create(String token, String number) throws IOException {
        var answer = process.send(creation(token, number));
        if (answer.statusCode() != 200) {
            throw new Failure(
                    "A contact was not created: " + answer.statusCode() + " " + answer.body() + "\n" + process.log());
        }
        return json.readTree(answer.body());
    }

    @Override
    public void close() {
        process.close();
    }
}
