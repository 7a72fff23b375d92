package app.velvet.api.idempotency;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import app.velvet.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Postgres.class)
class IdempotencyTest {

    private static final String SAMPLES = "/api/v1/samples";

    @Inject
    DataSource database;

    @Inject
    ExpiredKeys expiredKeys;

    private final ExecutorService clients = Executors.newFixedThreadPool(50);
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void startEmpty() throws SQLException {
        execute("truncate sample, idempotency_key");
    }

    @AfterEach
    void stopClients() {
        clients.shutdownNow();
    }

    @Test
    void repetitionGetsTheFirstAnswerAndDoesNothing() throws SQLException {
        var first = post(SAMPLES, key, "Ann");
        var second = post(SAMPLES, key, "Ann");

        assertEquals(200, first.statusCode());
        assertEquals(200, second.statusCode());
        assertEquals(first.asString(), second.asString());
        assertEquals(1, samples());
    }

    @Test
    void listsAreRepeatedToo() throws SQLException {
        var first = post(SAMPLES + "/list", key, "Ann");
        var second = post(SAMPLES + "/list", key, "Ann");

        assertEquals(200, second.statusCode());
        assertEquals(first.asString(), second.asString());
        assertEquals(1, samples());
    }

    @Test
    void whatComesBeforeTheTransactionIsDoneOnceToo() throws SQLException {
        var before = SampleService.COUNTED.get();
        var first = post(SAMPLES + "/counted", key, "Ann");
        var second = post(SAMPLES + "/counted", key, "Ann");
        var other = post(SAMPLES + "/counted", key, "Bob");

        assertEquals(200, first.statusCode());
        assertEquals(first.asString(), second.asString());
        assertEquals(409, other.statusCode());
        assertEquals(1, SampleService.COUNTED.get() - before);

        execute("update idempotency_key set created_at = created_at - interval '25 hours'");
        var later = post(SAMPLES + "/counted", key, "Bob");

        assertEquals(200, later.statusCode());
        assertEquals(2, SampleService.COUNTED.get() - before);
        assertEquals(2, samples());
    }

    @Test
    void withoutKeyEveryRequestDoesItsWork() throws SQLException {
        post(SAMPLES, null, "Ann");
        post(SAMPLES, null, "Ann");

        assertEquals(2, samples());
    }

    @Test
    void otherKeyIsOtherWork() throws SQLException {
        var first = post(SAMPLES, key, "Ann");
        var second = post(SAMPLES, UUID.randomUUID().toString(), "Ann");

        assertNotEquals(first.asString(), second.asString());
        assertEquals(2, samples());
    }

    @Test
    void sameParametersWrittenInAnotherWayAreTheSame() throws SQLException {
        post(SAMPLES, key, "Ann");

        given().header("Idempotency-Key", key)
                .header("Authorization", "Bearer " + TestTokens.issue(7, 70))
                .contentType("application/json")
                .body("{\"name\": \"Ann\"}")
                .post(SAMPLES)
                .then()
                .statusCode(200);

        assertEquals(1, samples());
    }

    @Test
    void sameKeyWithOtherParametersIsAConflict() throws SQLException {
        post(SAMPLES, key, "Ann");

        post(SAMPLES, key, "Bob")
                .then()
                .statusCode(409)
                .body("status_code", is(409))
                .body("message", equalTo("Idempotency-Key was used with other parameters"));
        post(SAMPLES + "/list", key, "Ann").then().statusCode(409);
        assertEquals(1, samples());
    }

    @Test
    void keysAreTheUsersOwn() throws SQLException {
        post(SAMPLES, key, "Ann", TestTokens.issue(7, 70)).then().statusCode(200);
        post(SAMPLES, key, "Bob", TestTokens.issue(7, 71)).then().statusCode(200);
        post(SAMPLES, key, "Cem", TestTokens.issue(8, 70)).then().statusCode(200);

        assertEquals(3, samples());
    }

    @Test
    void keyOf255CharactersIsGoodAndALongerOrBlankOneIsNot() throws SQLException {
        post(SAMPLES, "k".repeat(255), "Ann").then().statusCode(200);
        post(SAMPLES, "k".repeat(256), "Ann").then().statusCode(400).body("message", notNullValue());
        post(SAMPLES, " ", "Ann").then().statusCode(400);

        assertEquals(1, samples());
    }

    @Test
    void answerWithASecretIsNotKeptNorTheWorkDoneTwice() throws SQLException {
        var first = post(SAMPLES + "/secret", key, "Ann");
        assertEquals(200, first.statusCode());

        post(SAMPLES + "/secret", key, "Ann")
                .then()
                .statusCode(409)
                .body("message", equalTo("The request was already done and its answer is not kept"));
        assertEquals(1, samples());
        assertEquals(0, count("select count(*) from idempotency_key where answer is not null"));
    }

    @Test
    void workThatFailsLeavesItsKeyFree() throws SQLException {
        post(SAMPLES + "/fail", key, "Ann").then().statusCode(409);
        assertEquals(0, samples());

        post(SAMPLES, key, "Ann").then().statusCode(200);
        assertEquals(1, samples());
    }

    @Test
    void ofManyAtOnceOneDoesTheWorkAndAllGetItsAnswer() throws SQLException {
        var answers = IntStream.range(0, 50)
                .mapToObj(client -> CompletableFuture.supplyAsync(() -> postUntilAnswered(SAMPLES, key), clients))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertEquals(
                List.of(200),
                answers.stream().map(Response::statusCode).distinct().toList());
        assertEquals(1, answers.stream().map(Response::asString).distinct().count());
        assertEquals(1, samples());
    }

    @Test
    void repetitionWaitsForTheFirst() throws Exception {
        try (var gate = closeGate()) {
            var first = postAsync(SAMPLES + "/gate", key);
            awaitWaiting(1);
            var second = postAsync(SAMPLES + "/gate", key);
            awaitWaiting(2);

            gate.rollback();

            assertEquals(200, first.join().statusCode());
            assertEquals(first.join().asString(), second.join().asString());
            assertEquals(1, samples());
        }
    }

    @Test
    void repetitionThatWaitsTooLongIsAskedToComeAgain() throws Exception {
        try (var gate = closeGate()) {
            var first = postAsync(SAMPLES + "/gate", key);
            awaitWaiting(1);

            post(SAMPLES + "/gate", key, "Ann")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("message", equalTo("The request is still being worked on"));

            gate.rollback();
            first.join();
            post(SAMPLES + "/gate", key, "Ann").then().statusCode(200);
        }
    }

    @Test
    void crashInTheMiddleLeavesTheKeyUsable() throws Exception {
        try (var gate = closeGate()) {
            var crashed = postAsync(SAMPLES + "/gate", key);
            awaitWaiting(1);

            execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted");

            assertTrue(crashed.join().statusCode() >= 500, () -> crashed.join().asString());
            gate.rollback();
        }
        assertEquals(0, samples());

        post(SAMPLES + "/gate", key, "Ann").then().statusCode(200);
        post(SAMPLES + "/gate", key, "Ann").then().statusCode(200);
        assertEquals(1, samples());
    }

    @Test
    void keyPastItsDayIsAsGoodAsNew() throws SQLException {
        post(SAMPLES, key, "Ann");
        execute("update idempotency_key set created_at = created_at - interval '24 hours 1 second'");

        post(SAMPLES, key, "Bob").then().statusCode(200).body("name", equalTo("Bob"));
        post(SAMPLES, key, "Bob").then().statusCode(200).body("name", equalTo("Bob"));

        assertEquals(2, samples());
    }

    @Test
    void keysPastTheirDayArePurgedAndOnlyThose() throws SQLException {
        post(SAMPLES, "old", "Ann");
        execute("update idempotency_key set created_at = created_at - interval '24 hours 1 second'");
        post(SAMPLES, "young", "Ann");

        expiredKeys.purge().await().atMost(Duration.ofSeconds(10));

        assertEquals(1, count("select count(*) from idempotency_key"));
        assertEquals(1, count("select count(*) from idempotency_key where key = 'young'"));
    }

    private Response post(String path, String idempotencyKey, String name) {
        return post(path, idempotencyKey, name, TestTokens.issue(7, 70));
    }

    private static Response post(String path, String idempotencyKey, String name, String token) {
        var request = given().formParam("name", name).formParam("auth_token", token);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.post(path);
    }

    /** As a client does that is asked to come again. */
    private Response postUntilAnswered(String path, String idempotencyKey) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> post(path, idempotencyKey, "Ann"), answer -> answer.statusCode() != 503);
    }

    private CompletableFuture<Response> postAsync(String path, String idempotencyKey) {
        return CompletableFuture.supplyAsync(() -> post(path, idempotencyKey, "Ann"), clients);
    }

    private Connection closeGate() throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + SampleService.GATE + ")");
        }
        return connection;
    }

    private void awaitWaiting(int transactions) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("select count(*) from pg_locks where not granted") == transactions);
    }

    private int samples() throws SQLException {
        return count("select count(*) from sample");
    }

    private int count(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private void execute(String command) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
