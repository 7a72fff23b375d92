package app.velvet.sync;

import static app.velvet.sync.Changes.user;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import app.velvet.testing.HostileRequests;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is one of the contract's, and never a fault of ours. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class HostileRequestsTest {

    /** Of its own: a publisher counts its company's changes from the beginning. */
    private static final long COMPANY = 900;

    private static final long USER = 1;
    private static final List<String> PATHS =
            List.of("/last_changes", "/api/v1/last_changes", "/last_changes/snapshot", "/last_changes/acknowledgment");
    private static final String NAMES = """
            start_date options cursor limit wait classes timestamp Contact Tag""";

    private static Publisher publisher;

    private HostileRequests requests;

    @BeforeAll
    static void connect() {
        publisher = new Publisher();
    }

    @AfterAll
    static void disconnect() {
        publisher.close();
    }

    @BeforeEach
    void letAUserIn() {
        var token = TestTokens.issue(COMPANY, USER);
        publisher.publish(user(COMPANY, USER, "{}"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().header("Authorization", "Bearer " + token)
                                .get("/last_changes?start_date=2014-03-03")
                                .statusCode()
                        == 200);
        String cursor = given().header("Authorization", "Bearer " + token)
                .get("/last_changes/snapshot")
                .path("cursor");
        given().header("Authorization", "Bearer " + token)
                .formParam("timestamp", "2090-01-01")
                .post("/last_changes/acknowledgment")
                .then()
                .statusCode(200);
        requests = new HostileRequests(
                () -> given().header("Authorization", "Bearer " + token),
                NAMES,
                cursor,
                cursor.substring(2),
                cursor + cursor,
                cursor.repeat(100),
                "AQ",
                "AAAA",
                "____",
                "0001-01-01",
                "56",
                "1000",
                "1001",
                "Tag",
                "Guestlist");
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
        requests.sendIds(List.of("/api/v1/last_changes/%s", "/last_changes/snapshot/%s"));
    }
}
