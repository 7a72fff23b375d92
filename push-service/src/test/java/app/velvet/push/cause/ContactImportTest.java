package app.velvet.push.cause;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.push.Apple;
import app.velvet.push.Phones;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Readiness;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Told;
import app.velvet.push.Upstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class ContactImportTest {

    private static final AtomicLong IDS = new AtomicLong(500);

    Apple apple;

    @Inject
    Staff staff;

    private final long id = IDS.incrementAndGet();
    private Upstream contacts;
    private Member mia;

    @BeforeEach
    void hire() {
        mia = staff.hire(Staff.newCompany(), "Mia Manager").done();
        contacts = new Upstream(mia.companyId());
        Readiness.await();
    }

    @AfterEach
    void close() {
        contacts.close();
    }

    @Test
    void whoImportsContactsIsToldWhenItIsOver() {
        var iphone = Phones.iphoneOf(mia);

        publish(Action.CREATE, pending());
        publish(Action.UPDATE, pending().put("state", "running").put("imported", 50));
        publish(Action.UPDATE, finished());

        var message = "117 of 120 contacts were imported, 2 you had already, 1 failed: card 7 has no name";
        awaitMessages(message);
        assertEquals(List.of("Contacts imported"), Told.titles(mia));
        await().until(() -> apple.received(iphone).size() == 1);
        assertEquals(message, apple.received(iphone).get(0).message());
    }

    @Test
    void endIsToldOnce() {
        publish(Action.CREATE, pending());
        publish(Action.UPDATE, finished());
        contacts.restore();
        publish(Action.UPDATE, finished());
        publishAnother(pending(), finished().put("imported", 1));

        awaitMessages(
                "1 of 120 contacts were imported, 2 you had already, 1 failed: card 7 has no name",
                "117 of 120 contacts were imported, 2 you had already, 1 failed: card 7 has no name");
    }

    @Test
    void whatARestoredServiceNamesAgainIsToldToNobody() {
        publish(Action.UPDATE, finished());
        publishAnother(pending(), finished().put("imported", 1));

        awaitMessages("1 of 120 contacts were imported, 2 you had already, 1 failed: card 7 has no name");
    }

    @Test
    void fewReasonsAreTold() {
        var reasons = new JsonArray();
        for (int card = 1; card <= 5; card++) {
            reasons.add(new JsonObject().put("card", card).put("reason", "is too large"));
        }

        publish(Action.CREATE, pending());
        publish(Action.UPDATE, finished().put("skipped", 0).put("failed", 5).put("reasons", reasons));

        awaitMessages("117 of 120 contacts were imported, 5 failed: card 1 is too large, card 2 is too large,"
                + " card 3 is too large, …");
    }

    @Test
    void importThatEndsEarlySaysWhy() {
        var reason = new JsonObject().putNull("card").put("reason", "something happened");

        publish(Action.CREATE, pending());
        publish(
                Action.UPDATE,
                finished()
                        .put("state", "failed")
                        .put("skipped", 0)
                        .put("failed", 0)
                        .put("reasons", JsonArray.of(reason)));

        awaitMessages("117 of 120 contacts were imported. The import ended early: something happened");
    }

    private JsonObject pending() {
        return new JsonObject()
                .put("id", id)
                .put("user_id", mia.userId())
                .put("state", "pending")
                .put("imported", 0)
                .put("skipped", 0)
                .put("failed", 0)
                .put("total", 120)
                .put("reasons", new JsonArray())
                .put("created_at", "2026-01-01T00:00:00Z")
                .putNull("finished_at");
    }

    private JsonObject finished() {
        return pending()
                .put("state", "finished")
                .put("imported", 117)
                .put("skipped", 2)
                .put("failed", 1)
                .put("reasons", JsonArray.of(new JsonObject().put("card", 7).put("reason", "has no name")))
                .put("finished_at", "2026-01-01T00:01:00Z");
    }

    private void publish(Action action, JsonObject data) {
        contacts.publish(
                "contacts.changes",
                action,
                "ContactImport",
                data.getLong("id"),
                data,
                "user:" + mia.userId(),
                mia.userId());
    }

    private void publishAnother(JsonObject begun, JsonObject ended) {
        long another = IDS.incrementAndGet();
        publish(Action.CREATE, begun.put("id", another));
        publish(Action.UPDATE, ended.put("id", another));
    }

    private void awaitMessages(String... expected) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(List.of(expected), Told.messages(mia)));
    }
}
