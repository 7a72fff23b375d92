package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.velvet.subscriber.ContactSubscriber;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The example of a subscriber in a process of its own, which can be killed. */
final class SubscriberProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStack stack;
    private final Path folder;
    private Process process;

    SubscriberProcess(LocalStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
        start();
    }

    void start() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ContactSubscriber.class.getName(),
                            PublishedTopics.bootstrap(stack),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            Path.of(folder + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        assertThat(process.destroyForcibly().onExit().join()).matches(ended -> !ended.isAlive());
    }

    /** Waits until it has written something more. */
    void awaitProgress() {
        var before = positions();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !positions().equals(before));
    }

    /** The contacts it has, by id, of all companies. */
    Map<Long, JsonNode> contacts() {
        var contacts = new TreeMap<Long, JsonNode>();
        copies().forEach(copy -> copy.path("companies")
                .forEach(company -> company.path("contacts")
                        .properties()
                        .forEach(contact -> contacts.put(Long.valueOf(contact.getKey()), contact.getValue()))));
        return contacts;
    }

    private List<Long> positions() {
        return copies().stream().map(copy -> copy.get("position").asLong()).toList();
    }

    private List<JsonNode> copies() {
        assertThat(process.isAlive())
                .as("the subscriber runs, see %s.log", folder)
                .isTrue();
        var copies = new ArrayList<JsonNode>();
        for (int partition = 0; Files.exists(folder.resolve(partition + ".json")); partition++) {
            try {
                copies.add(JSON.readTree(folder.resolve(partition + ".json").toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return copies;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
