package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is taken from somebody is gone in every service, whatever becomes of Kafka. */
class LockedOutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The contract's, for a Kafka that is down. */
    private static final Duration WITHOUT_KAFKA = Duration.ofSeconds(10);

    /** One call to each service. */
    private static final List<String> CALLS = List.of(
            "/api/v1/profile",
            "/api/v1/contacts/search",
            "/api/v1/venues/list",
            "/api/v1/notifications/unread",
            "/last_changes");

    private static final Map<String, String> PARAMETERS = Map.of("email", "nobody@guest.example");

    private final LocalStack stack = RunningStack.shared();
    private final VelvetClient manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");
    private final Colleague colleague = Colleague.hiredBy(manager);

    @Test
    void aDeactivatedUserIsOutOfEveryServiceWhileKafkaStandsStill() {
        var his = VelvetClient.signedIn(stack.url(), colleague.email());
        awaitAnswers(PATIENCE, his, 200);

        try (var standstill = Standstill.of(stack, "kafka")) {
            manager.call("DELETE", "/api/v1/staff/" + colleague.id(), Map.of()).requireOk();
            awaitAnswers(WITHOUT_KAFKA, his, 423);
        }
    }

    @Test
    void aPermissionThatIsTakenAwayIsGoneEverywhere() {
        var his = VelvetClient.signedIn(stack.url(), colleague.email());
        var message = Map.of("notification[user_ids][]", colleague.id(), "notification[message]", "Doors at ten");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status(his, "GET", "/api/v1/contacts", Map.of("page", "1")))
                    .isEqualTo(200);
            assertThat(status(his, "GET", "/api/v1/events", Map.of())).isEqualTo(200);
            assertThat(status(his, "POST", "/api/v1/notifications", message)).isEqualTo(200);
        });

        manager.call("PUT", "/api/v1/staff/" + colleague.id(), Map.of("user[permission_level_id]", ""))
                .requireOk();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status(his, "GET", "/api/v1/permission_levels", Map.of()))
                    .isEqualTo(401);
            assertThat(status(his, "GET", "/api/v1/contacts", Map.of("page", "1")))
                    .isEqualTo(401);
            assertThat(status(his, "GET", "/api/v1/events", Map.of())).isEqualTo(401);
            assertThat(status(his, "POST", "/api/v1/notifications", message)).isEqualTo(401);
        });
    }

    private static void awaitAnswers(Duration patience, VelvetClient his, int status) {
        await().atMost(patience)
                .untilAsserted(() -> assertThat(CALLS)
                        .allSatisfy(path ->
                                assertThat(status(his, "GET", path, PARAMETERS)).isEqualTo(status)));
    }

    private static int status(VelvetClient his, String method, String path, Map<String, String> parameters) {
        return his.call(method, path, parameters).status();
    }
}
