package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A service serves its own reads and writes while everything but its database stands still, Kafka included. */
@Order(Integer.MAX_VALUE - 2)
class AloneTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack = RunningStack.shared();
    private final VelvetClient manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");

    @Test
    void authService() {
        try (var alone = Standstill.ofAllBut(stack, "auth-service")) {
            var host = VelvetClient.signedIn(alone.address(), "host1@demo.example");
            host.call("PUT", "/api/v1/profile", Map.of("title", "Host of the night"))
                    .requireOk();
            assertThat(host.get("/api/v1/profile", Map.of()).get("title").asText())
                    .isEqualTo("Host of the night");
        }
    }

    @Test
    void contactsServiceWhoseChangesAreInTheFeedAfterwards() {
        var device = new DeviceCopy(manager, manager.feedTime());
        long id;
        try (var alone = Standstill.ofAllBut(stack, "contacts-service")) {
            var contacts = manager.at(alone.address());
            id = contacts.call(
                            "POST",
                            "/api/v1/contacts",
                            Map.of("contact[first_name]", "Solitaire", "contact[email]", "solitaire@guest.example"))
                    .requireOk()
                    .get("id")
                    .asLong();
            assertThat(contacts.get("/api/v1/contacts/" + id, Map.of())
                            .get("email")
                            .asText())
                    .isEqualTo("solitaire@guest.example");
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            device.pull();
            assertThat(device.contacts()).containsKey(id);
        });
    }

    @Test
    void venuesService() {
        var table = FloorTable.free(manager).get(0);
        try (var alone = Standstill.ofAllBut(stack, "venues-service")) {
            var venues = manager.at(alone.address());
            assertThat(venues.get("/api/v1/venues/list", Map.of())).isNotEmpty();
            for (var action : new String[] {"reserve_table", "unreserve_table"}) {
                venues.call("POST", "/api/v1/promoters/" + action, Map.of("reservation_table_id", table.id()))
                        .requireOk();
            }
        }
    }

    @Test
    void syncService() {
        try (var alone = Standstill.ofAllBut(stack, "sync-service")) {
            var feed = manager.at(alone.address());
            var before = feed.feedTime();
            feed.acknowledge(before);
            await().atMost(PATIENCE).until(() -> feed.feedTime().compareTo(before) > 0);
        }
    }

    @Test
    void pushService() {
        try (var alone = Standstill.ofAllBut(stack, "push-service")) {
            var push = manager.at(alone.address());
            push.call("POST", "/api/v1/apn_tokens", Map.of("apn_token", HostsPhone.anyToken()))
                    .requireOk();
            var sent = push.call(
                            "POST",
                            "/api/v1/notifications",
                            Map.of("notification[everyone]", "true", "notification[message]", "Doors at ten"))
                    .requireOk();
            assertThat(sent.get("recipients").asInt()).isPositive();
            assertThat(push.get("/api/v1/notifications/all", Map.of())
                            .get(0)
                            .get("message")
                            .asText())
                    .isEqualTo("Doors at ten");
        }
    }
}
