package app.velvet.push.silent;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.events.Partitions;
import app.velvet.push.Apple;
import app.velvet.push.Database;
import app.velvet.push.Phones;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Readiness;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Upstream;
import app.velvet.testing.TestKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class FollowingFeedTest {

    private static final JsonObject CONTACTS_OF_VENUE_12 =
            new JsonObject().put("Contact", new JsonObject().put("read", JsonArray.of(Staff.atVenues(12L))));

    Apple apple;

    @Inject
    Staff staff;

    @Inject
    Database database;

    private final KafkaProducer<String, String> feed = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new StringSerializer());
    private Upstream auth;
    private Member host;
    private String iphone;

    @BeforeEach
    void hire() {
        host = staff.hire(Staff.newCompany(), "Sofia Host").done();
        iphone = Phones.iphoneOf(host);
        auth = new Upstream(host.companyId());
        Readiness.await();
    }

    @AfterEach
    void close() {
        auth.close();
        feed.close();
    }

    private void permit(JsonObject permissions) {
        var user = new JsonObject()
                .put("id", host.userId())
                .put("first_name", "Sofia")
                .put("last_name", "Host")
                .put("active", true)
                .put("promoter", false)
                .put("permissions_struct", permissions);
        auth.publish("auth.changes", Action.UPDATE, "User", host.userId(), user, "company", null);
    }

    private List<String> keys() {
        return database.query(
                "select audience_key from silent_reader where company_id = ? and user_id = ? order by audience_key",
                host.companyId(),
                host.userId());
    }

    private JsonObject advance(String key, Instant watermark) {
        return new JsonObject()
                .put("company_id", host.companyId())
                .put("audience_keys", JsonArray.of(key))
                .put("watermark", watermark.toString());
    }

    private void publish(String value) {
        try {
            feed.send(new ProducerRecord<>(
                            FollowingFeed.TOPIC, Partitions.of(host.companyId()), "" + host.companyId(), value))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void awaitKeys(String... keys) {
        await().atMost(Duration.ofSeconds(30)).until(this::keys, List.of(keys)::equals);
    }

    @Test
    void whoMaySeeWhatIsNewIsToldToPull() {
        permit(CONTACTS_OF_VENUE_12);
        awaitKeys("Contact/venue:12", "Everyone/company", "Private/user:" + host.userId());

        publish(advance("Contact/venue:12", Instant.now()).encode());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> apple.received(iphone).size() == 1);
        assertEquals("background", apple.received(iphone).get(0).headers().get("apns-push-type"));
    }

    @Test
    void whoMaySeeItNoLongerIsNotTold() {
        permit(CONTACTS_OF_VENUE_12);
        awaitKeys("Contact/venue:12", "Everyone/company", "Private/user:" + host.userId());
        permit(new JsonObject());
        awaitKeys("Everyone/company", "Private/user:" + host.userId());
        var first = Instant.now().truncatedTo(SECONDS);

        publish(advance("Contact/venue:12", first).encode());
        publish(advance("Private/user:" + host.userId(), first.plusSeconds(1)).encode());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> apple.received(iphone).size() == 1);
        assertEquals(
                List.of("told of the second alone"),
                database.query("""
                        select case when not wanted and caused_at = ?::timestamptz then 'told of the second alone'
                                    else silent_push::text end
                          from silent_push where company_id = ?
                        """, first.plusSeconds(1).toString(), host.companyId()));
    }

    @Test
    void whoIsGoneReadsNothing() {
        permit(CONTACTS_OF_VENUE_12);
        awaitKeys("Contact/venue:12", "Everyone/company", "Private/user:" + host.userId());

        auth.publish("auth.changes", Action.DESTROY, "User", host.userId(), null, "company", null);

        awaitKeys();
    }

    @Test
    void whatIsTooOldOrUnreadableIsSkipped() {
        permit(new JsonObject());
        awaitKeys("Everyone/company", "Private/user:" + host.userId());

        publish("{");
        publish("{\"company_id\": 1}");
        publish(advance("Everyone/company", Instant.now().minus(Duration.ofMinutes(11)))
                .encode());
        publish(advance("Private/user:" + host.userId(), Instant.now()).encode());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> apple.received(iphone).size() == 1);
        assertEquals(
                List.of("f"),
                database.query("select wanted::text from silent_push where company_id = ?", host.companyId()).stream()
                        .map(wanted -> wanted.substring(0, 1))
                        .toList());
    }
}
