package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The README's first steps, run as they stand there against the started stack. */
class FirstStepsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern BLOCK = Pattern.compile("<!-- first-steps -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theReadmesCommandsDoWhatTheySay() {
        var server = RunningStack.shared().url().toString();
        var steps = firstSteps().iterator();
        try (var shell = new Shell()) {
            shell.run(steps.next().replace("http://localhost:8080", server));
            shell.run(steps.next());
            assertThat(shell.run("echo $token").strip()).startsWith("ey");

            assertThat(json(shell.run(steps.next())).get("message").asText()).isEqualTo("Success");

            var created = json(shell.run(steps.next()));
            assertThat(created.get("email").asText()).isEqualTo("nina@guest.example");
            var id = created.get("id").asLong();

            var seen = pullUntil(shell, steps.next(), id, change -> true);
            assertThat(seen.get("action").asText()).isEqualTo("create");
            assertThat(seen.get("data").get("name").asText()).isEqualTo("Nina");

            assertThat(json(shell.run(steps.next())).get("name").asText()).isEqualTo("Nina Simone");
            assertThat(json(shell.run(steps.next())).get("message").asText()).isEqualTo("Success");

            var gone = pullUntil(
                    shell,
                    steps.next(),
                    id,
                    change -> change.get("action").asText().equals("destroy"));
            assertThat(gone.has("data")).isFalse();

            assertThat(json(shell.run(steps.next())).get("token").asText()).startsWith("00fc13adff78");
            assertThat(json(shell.run(steps.next())).get("message").asText())
                    .isEqualTo("Table has been successfully reserved");
            var askForNotifications = steps.next();
            await().atMost(PATIENCE)
                    .until(() -> shell.run(askForNotifications), answer -> answer.contains("\"Table held\""));
        }
        assertThat(steps).isExhausted();
    }

    private static JsonNode pullUntil(Shell shell, String pull, long contactId, Predicate<JsonNode> awaited) {
        return await().atMost(PATIENCE)
                .until(() -> change(json(shell.run(pull)), contactId).filter(awaited), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<JsonNode> change(JsonNode pull, long contactId) {
        assertThat(pull.get("status").asInt()).as("%s", pull.get("message")).isZero();
        var changes = StreamSupport.stream(pull.get("activity_log").spliterator(), false)
                .filter(change -> change.get("class_name").asText().equals("Contact"))
                .filter(change -> change.get("id").asLong() == contactId)
                .toList();
        assertThat(changes).as("one element per entity").hasSizeLessThanOrEqualTo(1);
        return changes.stream().findFirst();
    }

    private static List<String> firstSteps() {
        try {
            var readme = Files.readString(LocalStack.repositoryRoot().resolve("README.md"));
            var block = BLOCK.matcher(readme);
            assertThat(block.find()).as("README has a block marked first-steps").isTrue();
            return Arrays.asList(block.group(1).strip().split("\n\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
