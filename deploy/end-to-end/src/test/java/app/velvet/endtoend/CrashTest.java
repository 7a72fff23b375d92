package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any one process is killed in the middle of writing; after the next start every answered write is where it belongs. */
class CrashTest {

    private static final int WRITES_BEFORE_THE_KILL = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalStack stack;

    @BeforeAll
    static void startTheStack() {
        stack = LocalStack.startFresh("crash-stack");
    }

    @AfterAll
    static void stopTheStack() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth-service",
                "contacts-service",
                "venues-service",
                "sync-service",
                "push-service",
                "gateway",
                "kafka",
                "postgresql"
            })
    void everyAnsweredWriteIsInTheListAndInTheFeedAfterTheKillOf(String process) {
        var client = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        var device = new DeviceCopy(client, client.feedTime());
        device.pullSince("2014-03-03 05:29:17 +0000");

        var ledger = new WriteLedger();
        try (var writers = new ContactWriters(client, ledger)) {
            await().atMost(PATIENCE).until(() -> ledger.answered() >= WRITES_BEFORE_THE_KILL);
            stack.kill(process);
            var atTheKill = ledger.attempted();
            await().atMost(PATIENCE).until(() -> ledger.attempted() > atTheKill + WRITES_BEFORE_THE_KILL);
        }
        stack.startAgain();

        var listed = list(client);
        ledger.assertKept(listed);
        await().atMost(PATIENCE).untilAsserted(() -> {
            device.pull();
            assertThat(names(device.contacts())).isEqualTo(names(listed));
        });
    }

    private static Map<Long, JsonNode> list(VelvetClient client) {
        var contacts = new TreeMap<Long, JsonNode>();
        StreamSupport.stream(client.get("/api/v1/contacts", Map.of()).spliterator(), false)
                .forEach(contact -> contacts.put(contact.get("id").asLong(), contact));
        return contacts;
    }

    private static Map<Long, String> names(Map<Long, JsonNode> contacts) {
        var names = new TreeMap<Long, String>();
        contacts.forEach((id, contact) -> names.put(id, contact.get("name").asText()));
        return names;
    }
}
