package app.velvet.push;

import app.velvet.testing.HostileRequests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is one of the contract's, and never a fault of ours. */
@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class HostileRequestsTest {

    private static final List<String> PATHS = List.of(
            "/api/v1/notifications",
            "/api/v1/notifications/all",
            "/api/v1/notifications/unread",
            "/api/v1/notifications/1/deliveries",
            "/api/v1/push_tokens",
            "/api/v1/apn_tokens",
            "/api/v1/apn_tokens/ping");

    private static final String NAMES = """
            notification push_token apn_token token device_id user_ids venue_id everyone title
            message ids""";

    @Inject
    Staff staff;

    private HostileRequests requests;

    @BeforeEach
    void hireManager() {
        var manager = staff.managerOfNewCompany();
        requests = new HostileRequests(manager::asks, NAMES);
    }

    @Test
    void noTreeOfParametersIsAFault() {
        requests.sendTrees(PATHS);
    }

    @Test
    void noQueryIsAFault() {
        requests.sendQueries(PATHS);
    }

    @Test
    void noIdIsAFault() {
        requests.sendIds(List.of("/api/v1/notifications/%s/deliveries"));
    }
}
