package app.velvet.contacts.log;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.testing.Published.summary;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class LogResourceTest {

    private static final String LOGS = "/api/v1/logs";

    @Inject
    Staff staff;

    @Inject
    Work work;

    private Member manager;
    private Member host;
    private long nina;
    private Published published;

    @BeforeEach
    void createContact() {
        manager = staff.managerOfNewCompany();
        host = staff.hire(manager.companyId(), "Hugo Host")
                .may(EVERYTHING, "Contact", "read")
                .may(EVERYTHING, "Task", "read")
                .done();
        published = Published.on("contacts.changes", manager.companyId());
        nina = Work.contact(manager, "Nina Simone", 5);
        published.await(2);
    }

    @AfterEach
    void closeTopic() {
        published.close();
    }

    private static JsonObject of(String kind) {
        return new JsonObject().put("kind", kind);
    }

    private ValidatableResponse logging(Member member, Long contactId, Long taskId, JsonObject log) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put("contact_id", contactId)
                        .put("task_id", taskId)
                        .put("log", log)
                        .encode())
                .when()
                .post(LOGS)
                .then();
    }

    private long log(JsonObject log) {
        return logging(manager, nina, null, log)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private ValidatableResponse updating(Member member, long id, JsonObject log) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put("log", log).encode())
                .when()
                .put(LOGS + "/" + id)
                .then();
    }

    private List<Long> ids(Member member, Object... parameters) {
        var request = member.asks();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(
                    (String) parameters[i],
                    parameters[i + 1] instanceof List<?> list ? list.toArray() : new Object[] {parameters[i + 1]});
        }
        return request.when()
                .get(LOGS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("id", Long.class);
    }

    private long task() {
        return manager.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put("contact_ids", JsonArray.of(nina))
                        .put("task", new JsonObject().put("category", "Call").put("date", "2026-05-02"))
                        .encode())
                .when()
                .post("/api/v1/tasks")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");
    }

    private JsonObject task(long id) {
        return Work.get(manager, "/api/v1/tasks/" + id);
    }

    private String lastUpdate() {
        return Work.get(manager, "/api/v1/contacts/" + nina).getString("last_update");
    }

    @Test
    void logIsAnsweredInTheContractsForm() {
        var log = new JsonObject(logging(
                        manager,
                        nina,
                        null,
                        of("meet")
                                .put("date", "2026-05-02T18:00:00Z")
                                .put("location", "Bar")
                                .put("location_lat", 40.7)
                                .put("location_lng", "-74.0")
                                .put("note", "Had a drink")
                                .put("result", "Interested"))
                .statusCode(200)
                .extract()
                .asString());

        assertNotNull(log.getValue("id"));
        assertEquals(
                new JsonObject()
                        .put("id", log.getInteger("id"))
                        .put("contact_id", (int) nina)
                        .put("created_at", log.getString("created_at"))
                        .put("updated_at", log.getString("created_at"))
                        .put("date", "2026-05-02T18:00:00Z")
                        .put("kind", "meet")
                        .put("location", "Bar")
                        .put("location_lat", 40.7)
                        .put("location_lng", -74.0)
                        .put("note", "Had a drink")
                        .put("result", "Interested")
                        .putNull("task_id")
                        .put("user_id", (int) manager.userId()),
                log);
        assertEquals(log, data(published.await(1, "LogMethod").get(0)));
        assertEquals(
                Set.of("company", "venue:5", "user:" + manager.userId()),
                audience(published.await(1, "LogMethod").get(0)));
    }

    @Test
    void logIsOfNowUnlessItSaysOtherwise() {
        logging(manager, nina, null, of("call")).statusCode(200).body("date", equalTo(lastUpdate()));
    }

    @Test
    void wrongFieldsAreRefused() {
        logging(manager, null, null, of("call")).statusCode(400).body("errors.contact_id", contains("can't be blank"));
        logging(manager, nina, null, new JsonObject().put("note", "x"))
                .statusCode(400)
                .body("errors.kind", contains("can't be blank"));
        logging(manager, nina, null, new JsonObject().putNull("kind").put("note", "x"))
                .statusCode(400)
                .body("errors.kind", contains("can't be blank"));
        logging(manager, nina, null, of("smoke")).statusCode(400).body("errors.kind", contains("is invalid"));
        logging(manager, nina, null, of("call").put("result", "Great"))
                .statusCode(400)
                .body("errors.result", contains("is invalid"));
        logging(manager, nina, null, of("call").put("location_lat", 90.1))
                .statusCode(400)
                .body("errors.location_lat", contains("is invalid"));
        logging(manager, nina, null, of("call").put("location_lng", -180.1)).statusCode(400);
        logging(manager, nina, null, of("call").put("note", "x".repeat(5_001))).statusCode(400);
        logging(manager, nina, null, of("call").put("location", "x".repeat(256)))
                .statusCode(400);
        logging(manager, 987_654_321L, null, of("call"))
                .statusCode(404)
                .body("message", equalTo("Contact 987654321 was not found"));
        logging(manager, nina, 987_654_321L, of("call"))
                .statusCode(404)
                .body("message", equalTo("Task 987654321 was not found"));
        logging(manager, null, 987_654_321L, of("call")).statusCode(404);
        logging(manager, Work.contact(manager, "Otis Redding"), task(), of("call"))
                .statusCode(400)
                .body("errors.task_id", contains("is invalid"));
        updating(manager, 987_654_321, of("call"))
                .statusCode(404)
                .body("message", equalTo("Log 987654321 was not found"));
        updating(manager, log(of("call")), new JsonObject().putNull("date"))
                .statusCode(400)
                .body("errors.date", contains("can't be blank"));
        manager.asks()
                .queryParam("kinds[]", "call", "smoke")
                .when()
                .get(LOGS)
                .then()
                .statusCode(400);
        assertThat(ids(manager), hasSize(1));
    }

    @Test
    void logsAreListedByContactAndKind() {
        long otis = Work.contact(manager, "Otis Redding", 6);
        long call = log(of("call"));
        long email = log(of("email"));
        long other =
                logging(manager, otis, null, of("call")).extract().jsonPath().getLong("id");

        assertEquals(List.of(call, email, other), ids(manager));
        assertEquals(List.of(call, email), ids(manager, "contact_ids", nina));
        assertEquals(List.of(call, email, other), ids(manager, "contact_ids[]", List.of(nina, otis)));
        assertEquals(List.of(call, other), ids(manager, "kinds", "call"));
        assertEquals(List.of(email), ids(manager, "kinds[]", List.of("email", "text"), "contact_ids", nina));
        assertEquals(List.of(email), ids(manager, "per_page", 1, "page", 2));
    }

    @Test
    void contactsScopesAreThoseOfItsLogs() {
        long otis = Work.contact(manager, "Otis Redding", 6);
        long aboutNina = log(of("call"));
        var door = staff.hire(manager.companyId(), "Dora Door")
                .may(atVenues(6L), "Contact", "read")
                .done();
        var nobody = staff.hire(manager.companyId(), "Nora Nobody").done();

        assertThat(ids(door), empty());
        assertThat(ids(door, "contact_ids", nina), empty());
        logging(door, nina, null, of("call")).statusCode(404);
        logging(door, otis, null, of("call")).statusCode(200);
        updating(door, aboutNina, of("text")).statusCode(404);
        updating(host, aboutNina, of("text")).statusCode(401);
        updating(
                        manager,
                        logging(host, nina, null, of("call"))
                                .extract()
                                .jsonPath()
                                .getLong("id"),
                        of("text"))
                .statusCode(200);
        nobody.asks().when().get(LOGS).then().statusCode(401);
        logging(nobody, nina, null, of("call")).statusCode(401);
        updating(nobody, aboutNina, of("text")).statusCode(401);
        var stranger = staff.managerOfNewCompany();
        assertThat(ids(stranger), empty());
        logging(stranger, nina, null, of("call")).statusCode(404);
        updating(stranger, aboutNina, of("text")).statusCode(404);
    }

    @Test
    void logsFollowTheBookingsOfTheirContact() {
        log(of("call"));
        long guestlist = Venues.newId();

        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfGuestlist(guestlist, Venues.guestlist(nina, 1, "2026-05-02", "lead", "lead"), 7);
            assertEquals(
                    Set.of("company", "venue:5", "venue:7", "user:" + manager.userId()),
                    audience(published.await(2, "LogMethod").get(1)));

            venues.tellThatIsGone("Guestlist", guestlist);
            assertEquals(
                    Set.of("company", "venue:5", "user:" + manager.userId()),
                    audience(published.await(3, "LogMethod").get(2)));
        }
    }

    @Test
    void logsFollowTheOwnersOfTheirContact() {
        var olga = staff.hire(manager.companyId(), "Olga Owner")
                .may(OWN, "Contact", "read")
                .done();
        long id = log(of("call"));
        assertThat(ids(olga), empty());

        Work.give(manager, nina, olga, 6);

        assertEquals(List.of(id), ids(olga));
        var log = published.await(2, "LogMethod").get(1);
        assertEquals("update LogMethod/" + id, summary(log));
        assertEquals(Set.of("company", "venue:6", "user:" + olga.userId(), "user:" + manager.userId()), audience(log));
    }

    @Test
    void logCompletesItsTask() {
        long task = task();

        long log = logging(host, null, task, of("call").put("result", "Win"))
                .statusCode(200)
                .body("contact_id", equalTo((int) nina))
                .extract()
                .jsonPath()
                .getLong("id");

        var completed = task(task);
        assertEquals("complete", completed.getString("state"));
        assertEquals("call", completed.getString("complete_method"));
        assertEquals("Win", completed.getString("result"));
        assertNotNull(completed.getString("completed_at"));
        assertEquals(
                (int) log,
                completed.getJsonArray("log_methods").getJsonObject(0).getInteger("id"));
        var changes = published.await(6).subList(3, 6);
        assertEquals(
                List.of("create LogMethod/" + log, "update Contact/" + nina, "update Task/" + task),
                changes.stream().map(Published::summary).toList());
        assertEquals(completed, data(changes.get(2)));

        updating(host, log, of("email").put("result", "Price")).statusCode(200);
        assertEquals("email", task(task).getString("complete_method"));
        assertEquals("Price", task(task).getString("result"));
        assertEquals(completed.getString("completed_at"), task(task).getString("completed_at"));
    }

    @Test
    void laterLogLeavesWhatCompletedTheTask() {
        long task = task();
        logging(manager, nina, task, of("call").put("result", "Win"));

        long second = logging(manager, nina, task, of("text").put("result", "Price"))
                .extract()
                .jsonPath()
                .getLong("id");
        updating(manager, second, of("email")).statusCode(200);

        assertEquals("call", task(task).getString("complete_method"));
        assertEquals("Win", task(task).getString("result"));
        assertEquals(
                "email", task(task).getJsonArray("log_methods").getJsonObject(1).getString("kind"));
    }

    @Test
    void taskThatIsNotToBeSeenIsNotFound() {
        var blind = staff.hire(manager.companyId(), "Bea Blind")
                .may(EVERYTHING, "Contact", "manage")
                .done();
        long task = task();

        var notFound = "Task " + task + " was not found";
        logging(blind, nina, task, of("call")).statusCode(404).body("message", equalTo(notFound));
        logging(blind, null, task, of("call")).statusCode(404).body("message", equalTo(notFound));
        logging(staff.managerOfNewCompany(), null, task, of("call"))
                .statusCode(404)
                .body("message", equalTo(notFound));

        assertEquals("incomplete", task(task).getString("state"));
        assertThat(ids(manager), empty());
    }

    @Test
    void ofLogsAtOnceOneCompletesTheTask() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                long task = task();
                Callable<Integer> call =
                        () -> logging(manager, nina, task, of("call").put("result", "Win"))
                                .extract()
                                .statusCode();
                Callable<Integer> text =
                        () -> logging(manager, nina, task, of("text").put("result", "Price"))
                                .extract()
                                .statusCode();
                for (var answer : threads.invokeAll(List.of(call, text, call, text))) {
                    assertEquals(200, answer.get());
                }

                var completed = task(task);
                var first = completed.getJsonArray("log_methods").getJsonObject(0);
                assertEquals(4, completed.getJsonArray("log_methods").size());
                assertEquals(first.getString("kind"), completed.getString("complete_method"));
                assertEquals(first.getString("result"), completed.getString("result"));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whoLogsWaitsForWhoChangesTheContactOrTheTask() throws Exception {
        long task = task();
        Callable<Integer> logging =
                () -> logging(manager, nina, task, of("call")).extract().statusCode();

        assertEquals(
                200,
                work.answerAfter(
                        "update contact set city = 'Tryon' where company_id = " + manager.companyId() + " and id = "
                                + nina,
                        logging));
        assertEquals(
                200,
                work.answerAfter(
                        "update task set category = 'Email' where company_id = %d and id = %d"
                                .formatted(manager.companyId(), task),
                        logging));
        assertEquals("Email", task(task).getString("category"));
        assertEquals(
                404,
                work.answerAfter(
                        "delete from task where company_id = %d and id = %d".formatted(manager.companyId(), task),
                        logging));
    }

    @Test
    void contactTellsWhenTheLatestLogWas() {
        var updatedAt = work.query(
                "select updated_at from contact where company_id = " + manager.companyId() + " and id = " + nina);
        long latest = log(of("call").put("date", "2026-05-09T10:00:00Z"));
        log(of("call").put("date", "2026-05-02T10:00:00Z"));
        assertEquals("2026-05-09T10:00:00Z", lastUpdate());

        updating(manager, latest, new JsonObject().put("date", "2026-05-01T10:00:00Z"))
                .statusCode(200);

        assertEquals("2026-05-02T10:00:00Z", lastUpdate());
        var changes = published.await(3, "Contact");
        assertEquals("2026-05-02T10:00:00Z", data(changes.get(2)).getString("last_update"));
        assertEquals(3, changes.size());
        assertEquals(
                updatedAt,
                work.query("select updated_at from contact where company_id = " + manager.companyId() + " and id = "
                        + nina));
    }

    @Test
    void onlyWhatDiffersIsPublished() {
        long id = log(of("call").put("date", "2026-05-09T10:00:00Z"));
        updating(manager, id, of("call")).statusCode(200);
        updating(manager, id, of("text")).statusCode(200);

        assertEquals(
                List.of("create LogMethod/" + id, "update LogMethod/" + id),
                published.await(2, "LogMethod").stream().map(Published::summary).toList());
        assertEquals(2, published.await(2, "Contact").size());
    }

    @Test
    void taskTellsOfItsNewestLogs() {
        long task = task();
        var ids = LongStream.range(0, EmbeddedLogs.NEWEST + 2)
                .map(n -> logging(manager, nina, task, of("call"))
                        .extract()
                        .jsonPath()
                        .getLong("id"))
                .boxed()
                .toList();

        assertEquals(
                ids.subList(2, ids.size()),
                task(task).getJsonArray("log_methods").stream()
                        .map(log -> ((JsonObject) log).getLong("id"))
                        .toList());
    }

    @Test
    void sameKeyLogsOnce() {
        for (int i = 0; i < 2; i++) {
            manager.asks()
                    .header("Idempotency-Key", "log-1")
                    .formParam("contact_id", nina)
                    .formParam("log[kind]", "call")
                    .when()
                    .post(LOGS)
                    .then()
                    .statusCode(200)
                    .body("kind", equalTo("call"));
        }

        assertThat(ids(manager), hasSize(1));
    }
}
