package app.velvet.push.notification;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.JdbcTransactions;
import app.velvet.push.Database;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Told;
import app.velvet.testing.Published;
import app.velvet.testing.TopicProbe;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class BroadcastTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MANY = 2 * Broadcasts.PORTION + 203;

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final String UNTOLD = "select count(*) from broadcast where company_id = ?";

    @Inject
    Staff staff;

    @Inject
    Database database;

    @Inject
    AgroalDataSource connections;

    @Inject
    Broadcasts broadcasts;

    @Inject
    MeterRegistry metrics;

    private Member manager;

    @BeforeEach
    void hire() {
        manager = staff.managerOfNewCompany();
        database.execute("""
                insert into staff_member (company_id, id, active, promoter, service, permissions_struct)
                select ?, n, true, false, false, '{}' from generate_series(1, ?) n
                """, manager.companyId(), MANY);
    }

    @Test
    void everyoneIsToldOnceWithADeliveryForEachDeviceAndPublished() {
        database.execute("""
                insert into device (company_id, id, user_id, session_id, platform, token, registered_at)
                select m.company_id, nextval('device_id'), m.id, 1, 'ios', 'many-' || m.company_id || '-' || m.id, now()
                  from staff_member m where m.company_id = ?
                """, manager.companyId());
        try (var published = Published.on("push.changes", manager.companyId())) {
            send(new JsonObject().put("everyone", true)).statusCode(200).body("recipients", equalTo(MANY));

            awaitAllTold();
            var changes = published.await(MANY);
            assertEquals(
                    MANY,
                    changes.stream()
                            .map(change -> Published.data(change).getLong("user_id"))
                            .distinct()
                            .count());
            assertEquals(
                    Set.of(TRACE),
                    changes.stream()
                            .map(change -> TopicProbe.header(change, "traceparent"))
                            .collect(Collectors.toSet()));
        }
        assertEquals(
                List.of(MANY + " " + MANY + " 1 " + manager.userId() + " User"),
                database.query("""
                        select concat_ws(' ', count(*), count(distinct user_id), count(distinct message),
                                         min(sender_id), min(sender_type))
                          from notification where company_id = ?
                        """, manager.companyId()));
        assertEquals(
                List.of(Integer.toString(MANY)),
                database.query(
                        "select count(distinct device_id) from delivery where company_id = ? and bulk",
                        manager.companyId()));
        Told.assertNothing(manager);
        await().until(() -> waiting() == 0);
    }

    private double waiting() {
        return metrics.get("velvet.push.recipients.waiting").gauge().value();
    }

    @Test
    void whoCannotBeToldIsSeenToWait() {
        database.execute("alter table notification add constraint ck_nobody check (company_id <> %d) not valid"
                .formatted(manager.companyId()));
        try {
            send(new JsonObject().put("everyone", true)).statusCode(200);

            await().until(() -> waiting() == MANY);
        } finally {
            database.execute("alter table notification drop constraint ck_nobody");
        }
        awaitAllTold();
    }

    @Test
    void thoseAtAVenueAreTold() {
        database.execute("""
                insert into user_venue (company_id, id, user_id, venue_id)
                select ?, n, n, 7 from generate_series(1, ?) n
                """, manager.companyId(), MANY - 100);

        send(new JsonObject().put("venue_id", 7)).statusCode(200).body("recipients", equalTo(MANY - 100));

        awaitAllTold();
        assertEquals(List.of(Integer.toString(MANY - 100)), countTold());
    }

    @Test
    void thoseWhoAreNamedAreToldHoweverMany() {
        var userIds = new JsonArray();
        for (int i = 1; i <= MANY; i++) {
            userIds.add(i);
        }

        send(new JsonObject().put("user_ids", userIds)).statusCode(200).body("recipients", equalTo(MANY));
        send(new JsonObject().put("user_ids", userIds.copy().add(MANY + 1))).statusCode(400);

        awaitAllTold();
        assertEquals(List.of(Integer.toString(MANY)), countTold());
    }

    @Test
    void messageWithTheSameKeyIsSentOnce() {
        for (int i = 0; i < 2; i++) {
            manager.asks()
                    .header("Idempotency-Key", "tonight")
                    .contentType(JSON)
                    .body(body(new JsonObject().put("everyone", true)))
                    .when()
                    .post("/api/v1/notifications")
                    .then()
                    .statusCode(200)
                    .body("recipients", equalTo(MANY));
        }

        awaitAllTold();
        assertEquals(List.of(Integer.toString(MANY)), countTold());
    }

    @Test
    void whatFailsOnTheWayIsGoneOnWithAndNobodyIsToldTwiceHoweverManyTell() throws Exception {
        send(new JsonObject().put("everyone", true)).statusCode(200);

        var replicas = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> failing = () -> JdbcTransactions.inTransaction(connections, transaction -> {
                broadcasts.tellNext(transaction);
                throw new IllegalStateException("dies before the commit");
            });
            Callable<Boolean> telling = () -> JdbcTransactions.inTransaction(connections, broadcasts::tellNext);
            replicas.invokeAll(List.of(failing, telling, failing, telling, telling));
        } finally {
            replicas.shutdown();
        }

        awaitAllTold();
        assertEquals(List.of(Integer.toString(MANY)), countTold());
        assertEquals(
                List.of(Integer.toString(MANY)),
                database.query(
                        "select count(distinct user_id) from notification where company_id = ?", manager.companyId()));
    }

    @Test
    void fewAreToldAtOnceWhileManyAreBeingTold() throws Exception {
        var nina = staff.hire(manager.companyId(), "Nina Host").done();

        JdbcTransactions.inTransaction(connections, telling -> {
            addBroadcast(telling);
            broadcasts.tellNext(telling);

            send(new JsonObject().put("user_ids", JsonArray.of(nina.userId()))).statusCode(200);

            assertEquals(List.of("Doors at ten"), Told.messages(nina));
            assertEquals(List.of("1"), countTold(), "the many are not told yet");
            return null;
        });
        awaitAllTold();
        assertEquals(List.of(Integer.toString(MANY + 1)), countTold());
    }

    @Test
    void manyAreMarkedAsReadByTheirIds() {
        database.execute("""
                insert into notification (company_id, user_id, message, created_at)
                select ?, ?, 'm' || n, now() from generate_series(1, ?) n
                """, manager.companyId(), manager.userId(), MANY);
        var ids = database.query("select id from notification where company_id = ?", manager.companyId()).stream()
                .map(Long::valueOf)
                .collect(Collectors.toList());

        manager.asks()
                .contentType(JSON)
                .body(new JsonObject().put("ids", new JsonArray(ids)).encode())
                .when()
                .put("/api/v1/notifications")
                .then()
                .statusCode(200);

        manager.asks()
                .when()
                .get("/api/v1/notifications/unread_count")
                .then()
                .statusCode(200)
                .body("count", equalTo(0));
    }

    /** To all but the manager and who was hired since, seen by this transaction alone until it commits. */
    private void addBroadcast(Connection transaction) throws SQLException {
        try (var insert = transaction.prepareStatement("""
                insert into broadcast (company_id, sender_id, message, user_ids, recipients, sent_at)
                select ?, ?, 'Tonight', array_agg(n), count(*), now() from generate_series(1, ?) n
                """)) {
            insert.setLong(1, manager.companyId());
            insert.setLong(2, manager.userId());
            insert.setInt(3, MANY);
            insert.executeUpdate();
        }
    }

    private ValidatableResponse send(JsonObject recipients) {
        return manager.asks()
                .header("traceparent", TRACE)
                .contentType(JSON)
                .body(body(recipients))
                .when()
                .post("/api/v1/notifications")
                .then();
    }

    private static String body(JsonObject recipients) {
        return new JsonObject()
                .put("notification", recipients.put("title", "Tonight").put("message", "Doors at ten"))
                .encode();
    }

    private void awaitAllTold() {
        await().atMost(PATIENCE).until(() -> database.query(UNTOLD, manager.companyId()), List.of("0")::equals);
    }

    private List<String> countTold() {
        return database.query("select count(*) from notification where company_id = ?", manager.companyId());
    }
}
