package app.velvet.sync;

import static app.velvet.sync.Changes.change;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.user;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.Partitions;
import app.velvet.events.VitalThreads;
import app.velvet.events.consumer.ChangeConsumer;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.ConsumerSettings;
import app.velvet.events.trace.Traces;
import app.velvet.sync.feed.FeedProjector;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The feed is built again from what is in Kafka. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class RebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long COMPANY = 1_008;
    private static final long USER = 1;
    private static final int SHARD = Partitions.of(COMPANY);

    @Inject
    AgroalDataSource database;

    @Inject
    FeedProjector projector;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private final String token = TestTokens.issue(COMPANY, USER);

    @Test
    void whileTwoReplicasAreAtWorkTheFeedIsBuiltAgain() throws SQLException {
        try (var publisher = new Publisher()) {
            publisher.publish(user(COMPANY, USER, "{\"Contact\": {\"read\": [{}], \"view_full\": [{}]}}"));
            LongStream.rangeClosed(1, 60).forEach(id -> publisher.publish(contact(COMPANY, id, "Ann", everybody())));
            publisher.publish(contact(COMPANY, 1, "Bob", everybody()), destroyed(60));
            await().atMost(PATIENCE).until(() -> contacts(), equalTo(upTo(59)));
            String cursor = snapshot().path("cursor");
            damage();

            try (var second = replica()) {
                second.start();
                execute("call rebuild_feed(" + SHARD + ")");
                publisher.publish(contact(COMPANY, 61, "meanwhile", everybody()));
            }
            execute("call rebuild_feed()");

            await().atMost(PATIENCE).until(() -> pull(cursor).path("message"), equalTo("Too many changes"));
            await().atMost(PATIENCE).until(() -> contacts().contains(61));
            assertEquals(59 + 1, contacts().size());
            assertEquals("Bob", snapshot().path("activity_log.find { it.id == 1 }.data.first_name"));
            assertEquals("Ann", snapshot().path("activity_log.find { it.id == 6 }.data.first_name"));
            awaitTheEndOfAll();
        }
    }

    @Test
    void whoAsksMeanwhileIsToldToComeBack() throws SQLException {
        try (var publisher = new Publisher()) {
            publisher.publish(user(COMPANY + 64, USER, "{}"));
            var other = TestTokens.issue(COMPANY + 64, USER);
            await().atMost(PATIENCE).until(() -> snapshot(other).statusCode(), equalTo(200));
            // Which nobody reads to its end.
            execute("insert into feed_rebuild values (" + SHARD + ", 'contacts.changes', 1000000)");
            try {
                execute("update feed_shard set rebuilding = true where shard = " + SHARD);

                snapshot(other).then().statusCode(503).header("Retry-After", notNullValue());
            } finally {
                execute("delete from feed_rebuild");
                awaitTheEndOfAll();
            }
        }
    }

    private static Audience everybody() {
        return Audience.company();
    }

    private static ChangeRecord destroyed(long id) {
        return change("contacts.changes", COMPANY, "Contact", id, Action.DESTROY, null, everybody());
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** One contact is missing, one is wrong, one should not be there. */
    private void damage() throws SQLException {
        execute("delete from feed_entry where company_id = " + COMPANY + " and entity_id = 5");
        execute("update feed_entry set full_json = '{\"id\": 6}' where company_id = " + COMPANY + " and entity_id = 6");
        execute("""
                insert into feed_entry (company_id, shard, class_name, entity_id, audience_key, visible_at, visible_since,
                                        full_json)
                values (%d, %d, 'Contact', 99, 'Contact/company', now(), now(), '{"id": 99}')
                """.formatted(COMPANY, SHARD));
    }

    private ChangeConsumer replica() {
        var settings = new ConsumerSettings(
                10,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofDays(7),
                Duration.ofDays(90));
        return new ChangeConsumer(
                database,
                kafka,
                projector,
                settings,
                new SimpleMeterRegistry(),
                Traces.OFF,
                new VitalThreads(),
                step -> {});
    }

    private void awaitTheEndOfAll() {
        await().atMost(PATIENCE).until(() -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from feed_shard where rebuilding")) {
                rows.next();
                return rows.getInt(1) == 0;
            }
        });
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Integer> contacts() {
        var snapshot = snapshot();
        return snapshot.statusCode() == 200 ? snapshot.path("activity_log.id") : List.of();
    }

    private Response snapshot() {
        return snapshot(token);
    }

    private static Response snapshot(String token) {
        return given().header("Authorization", "Bearer " + token)
                .queryParam("classes[]", "Contact")
                .get("/last_changes/snapshot");
    }

    private Response pull(String cursor) {
        given().header("Authorization", "Bearer " + token)
                .formParam("timestamp", "2090-01-01")
                .post("/last_changes/acknowledgment");
        return given().header("Authorization", "Bearer " + token)
                .queryParam("cursor", cursor)
                .get("/last_changes");
    }
}
