package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.velvet.asyncapi.EventDocument;
import app.velvet.asyncapi.EventDocument.Message;
import app.velvet.asyncapi.RecordCheck;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Another team's view, on a stack of its own, where epochs begin and topics are compacted as it takes weeks elsewhere. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SubscriberTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CONTACTS = "contacts.changes";

    private static LocalStack stack;
    private static VelvetClient manager;

    @BeforeAll
    static void start() {
        stack = LocalStack.startFresh("subscribed-stack");
        manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** Before topics are compacted: that takes tombstones away, too. */
    @Test
    @Order(1)
    void recordsOfEveryDocumentedClassAreAsTheyAreDescribedAndThereAreNoOthers() {
        new EventfulNight(stack, manager).happen();
        for (var service : List.of("auth", "contacts", "venues", "push")) {
            startEpoch(service);
        }

        var document = EventDocument.read();
        var check = new RecordCheck(document);
        var expected = document.messages().stream()
                .map(Message::toString)
                // A notification is destroyed when it is old.
                .filter(message -> !message.equals("push.changes Tombstone"))
                .toList();
        try (var topics = new PublishedTopics(
                stack, document.messages().stream().map(Message::topic).collect(Collectors.toSet()))) {
            await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
                hastenTombstones();
                assertThat(topics.read().stream()
                                .flatMap(record -> check.message(record).stream())
                                .map(Message::toString)
                                .collect(Collectors.toSet()))
                        .containsAll(expected);
            });
            assertThat(topics.read().stream().flatMap(record -> check.findings(record).stream()))
                    .isEmpty();
        }
    }

    @Test
    void subscriberHasWhatTheServiceHasHoweverOftenItIsKilled() {
        try (var subscriber = new SubscriberProcess(stack, anyFolder())) {
            awaitCopyOfAll(subscriber);

            try (var writers = new ContactWriters(manager, new WriteLedger(), Repetition.NO_PAUSE)) {
                for (int kill = 0; kill < 5; kill++) {
                    subscriber.awaitProgress();
                    subscriber.kill();
                    subscriber.start();
                }
            }
            var lost = anyContact();
            awaitCopyOfAll(subscriber);

            loseWithARestore(lost);
            awaitCopyOfAll(subscriber);
        }
    }

    @Test
    void subscriberRebuildsFromWhatCompactionHasLeft() {
        var changed = anyContact();
        var gone = anyContact();
        try (var away = new SubscriberProcess(stack, anyFolder());
                var topics = new PublishedTopics(stack, List.of(CONTACTS))) {
            awaitCopyOfAll(away);
            away.kill();
            delete(gone);
            topics.compactOften(CONTACTS);
            // The newest segment is never compacted: something else has to come after.
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                hastenTombstones();
                rename(changed, "Nina " + UUID.randomUUID());
                return topics.read().stream().noneMatch(record -> record.key().endsWith("/Contact/" + gone));
            });

            away.start();
            awaitCopyOfAll(away);
        }
        try (var newcomer = new SubscriberProcess(stack, anyFolder())) {
            awaitCopyOfAll(newcomer);
        }
    }

    private static Path anyFolder() {
        return Path.of("target", "copy-" + UUID.randomUUID());
    }

    /** They are published a week after a destroy. */
    private static void hastenTombstones() {
        for (var service : List.of("auth", "contacts", "venues")) {
            new StackDatabase(stack, service).execute("update pending_tombstone set due_at = now()");
        }
    }

    private static void awaitCopyOfAll(SubscriberProcess subscriber) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(subscriber.contacts()).isEqualTo(listed()));
    }

    private static Map<Long, JsonNode> listed() {
        var contacts = new TreeMap<Long, JsonNode>();
        manager.get("/api/v1/contacts", Map.of("join_owners", "true"))
                .forEach(contact -> contacts.put(contact.get("id").asLong(), contact));
        return contacts;
    }

    private static long anyContact() {
        return manager.call(
                        "POST",
                        "/api/v1/contacts",
                        Map.of("contact[name]", "Nina", "contact[email]", UUID.randomUUID() + "@guest.example"))
                .requireOk()
                .get("id")
                .asLong();
    }

    private static void rename(long id, String name) {
        manager.call("PUT", "/api/v1/contacts/" + id, Map.of("contact[name]", name))
                .requireOk();
    }

    private static void delete(long id) {
        manager.call("DELETE", "/api/v1/contacts/" + id, Map.of()).requireOk();
    }

    /** The database is as if it had been restored from a backup of before there was this contact. */
    private static void loseWithARestore(long contact) {
        var database = new StackDatabase(stack, "contacts");
        await().atMost(PATIENCE).until(() -> database.texts("""
                        select 'waiting' from outbox_counter counter join outbox_position position using (company_id)
                         where counter.last_sequence > position.published_sequence
                        """).isEmpty());
        for (var table : List.of("contact_owner", "contact_statistics")) {
            database.execute("delete from %s where contact_id = %d".formatted(table, contact));
        }
        database.execute("delete from contact where id = " + contact);
        startEpoch("contacts");
    }

    private static void startEpoch(String service) {
        new StackDatabase(stack, service).execute("select start_publication_epoch('as after a restore from a backup')");
    }
}
