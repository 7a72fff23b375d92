package app.velvet.contacts.task;

import static app.velvet.contacts.task.Tasks.task;
import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.testing.Published.summary;
import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others are told of tasks, and what becomes of them when what they are about changes. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class TaskChangesTest {

    private static final int MANY = 600;

    @Inject
    Staff staff;

    @Inject
    Work work;

    private Member manager;
    private Member hugo;
    private Tasks tasks;
    private long nina;
    private Published published;

    @BeforeEach
    void createContact() {
        manager = staff.managerOfNewCompany();
        hugo = staff.hire(manager.companyId(), "Hugo Host").done();
        tasks = Tasks.of(manager);
        published = Published.on("contacts.changes", manager.companyId());
        nina = Work.contact(manager, "Nina Simone", 5);
        published.await(2);
    }

    @AfterEach
    void closeTopic() {
        published.close();
    }

    private String user(Member member) {
        return "user:" + member.userId();
    }

    private static List<String> summaries(List<ConsumerRecord<String, String>> changes) {
        return changes.stream().map(Published::summary).toList();
    }

    private long note(long taskId) {
        return manager.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put(
                                "note",
                                new JsonObject().put("text", "Ask for Otis").put("task_id", taskId))
                        .encode())
                .when()
                .post("/api/v1/notes")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private void awaitNothingPending() {
        await().until(() -> work.count("derived_change where company_id = " + manager.companyId()), equalTo(0L));
    }

    @Test
    void taskIsPublishedToItsVenueItsAuthorAndItsOwner() {
        long id = tasks.create(nina, task("Call").put("venue_id", 7).put("owner_id", hugo.userId()));
        tasks.updating(id, new JsonObject().put("category", "Call")).statusCode(200);
        tasks.updating(id, new JsonObject().put("category", "Email")).statusCode(200);
        tasks.deleting(id).statusCode(200);

        var changes = published.await(5).subList(2, 5);

        assertEquals(List.of("create Task/" + id, "update Task/" + id, "destroy Task/" + id), summaries(changes));
        assertEquals(Set.of("company", "venue:7", user(manager), user(hugo)), audience(changes.get(0)));
        assertEquals("Email", data(changes.get(1)).getString("category"));
    }

    @Test
    void publishedFormIsTheAnswered() {
        long id = tasks.create(nina, task("Call").put("venue_id", 7));

        assertEquals(tasks.get(id), data(published.await(1, "Task").get(0)));
    }

    @Test
    void taskTellsOfItsNotesWhichFollowItsAudienceAndItsEnd() {
        long id = tasks.create(nina, task("Call").put("venue_id", 7));
        long note = note(id);

        assertEquals(
                (int) note, tasks.get(id).getJsonArray("notes").getJsonObject(0).getInteger("id"));
        var changes = published.await(5).subList(3, 5);
        assertEquals(List.of("create Note/" + note, "update Task/" + id), summaries(changes));
        assertEquals(Set.of("company", "venue:7", user(manager)), audience(changes.get(0)));
        assertEquals(tasks.get(id), data(changes.get(1)));

        tasks.updating(id, new JsonObject().put("venue_id", 8).put("owner_id", hugo.userId()))
                .statusCode(200);
        var moved = published.await(2, "Note").get(1);
        assertEquals("update Note/" + note, summary(moved));
        assertEquals(Set.of("company", "venue:8", user(manager), user(hugo)), audience(moved));

        tasks.deleting(id).statusCode(200);
        assertEquals("destroy Note/" + note, summary(published.await(3, "Note").get(2)));
        awaitNothingPending();
        assertEquals(0, work.count("note where company_id = " + manager.companyId()));
    }

    @Test
    void tasksFollowTheNameOfTheirContact() {
        work.execute("""
                insert into task (company_id, id, contact_id, contact_name, category, date, kind, state, user_id, owner_id,
                                  created_at)
                select %1$d, nextval('task_id'), %2$d, 'Nina Simone', 'Call', now(), 'manual', 'incomplete', %3$d, %3$d, now()
                  from generate_series(1, %4$d)
                """.formatted(manager.companyId(), nina, manager.userId(), MANY));

        Work.put(manager, "/api/v1/contacts/" + nina, "contact", new JsonObject().put("name", "Eunice Waymon"));
        awaitNothingPending();

        var changes = published.await(MANY, "Task");
        assertEquals(MANY, changes.size());
        changes.forEach(change -> assertEquals("Eunice Waymon", data(change).getString("contact_name")));
        assertEquals(
                MANY, work.count("task where contact_name = 'Eunice Waymon' and company_id = " + manager.companyId()));
    }

    @Test
    void changeThatIsNoneOfTheNameConcernsNoTask() {
        long id = tasks.create(nina);
        Work.give(manager, nina, hugo, 8);
        Work.put(manager, "/api/v1/contacts/" + nina, "contact", new JsonObject().put("name", "Nina Simone"));
        tasks.deleting(id).statusCode(200);

        assertEquals(List.of("create Task/" + id, "destroy Task/" + id), summaries(published.await(2, "Task")));
    }

    @Test
    void tasksAndTheirNotesAndLogsGoWithTheContact() {
        long id = tasks.create(nina);
        long other = tasks.create(nina);
        long note = note(id);
        manager.asks()
                .formParam("task_id", other)
                .formParam("log[kind]", "call")
                .when()
                .post("/api/v1/logs")
                .then()
                .statusCode(200);

        manager.asks().when().delete("/api/v1/contacts/" + nina).then().statusCode(200);
        awaitNothingPending();

        for (var table : List.of("task", "note", "log_method")) {
            assertEquals(0, work.count(table + " where company_id = " + manager.companyId()), table);
        }
        tasks.getting(id).statusCode(404);
        assertEquals("destroy Note/" + note, summary(published.await(2, "Note").get(1)));
        assertEquals(
                List.of("destroy Task/" + id, "destroy Task/" + other),
                summaries(published.await(6, "Task")).subList(4, 6));
        assertTrue(summary(published.await(2, "LogMethod").get(1)).startsWith("destroy"));
    }

    @Test
    void noTaskSurvivesTheContactThatIsDeletedMeanwhile() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                long contact = Work.contact(manager, "Guest " + round, 5);
                Callable<Integer> creating =
                        () -> tasks.creating(task("Call"), contact).extract().statusCode();
                Callable<Integer> deleting = () -> manager.asks()
                        .when()
                        .delete("/api/v1/contacts/" + contact)
                        .statusCode();
                for (var answer : threads.invokeAll(List.of(creating, creating, deleting, creating))) {
                    assertTrue(Set.of(200, 404).contains(answer.get()));
                }
            }
        } finally {
            threads.shutdown();
        }

        awaitNothingPending();
        assertEquals(0, work.count("task where company_id = " + manager.companyId()));
    }

    @Test
    void whoMakesATaskWaitsForWhoChangesTheContact() throws Exception {
        Callable<Integer> creating =
                () -> tasks.creating(task("Call"), nina).extract().statusCode();

        assertEquals(200, work.answerAfter("update contact set first_name = 'Eunice' where id = " + nina, creating));
        assertEquals("Eunice Simone", data(published.await(1, "Task").get(0)).getString("contact_name"));
        assertEquals(
                404,
                work.answerAfter(
                        "delete from contact_owner where contact_id = %1$d; delete from contact where id = %1$d"
                                .formatted(nina),
                        creating));
    }

    @Test
    void stageOfTheReservationIsPublishedWhereItDiffers() {
        long reservation = Venues.newId();
        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfReservation(
                    reservation, Venues.reservation(nina, 1, "2026-05-02", "prospect", "confirmed"), 7);
            await().until(() -> Work.get(manager, "/api/v1/contacts/" + nina).getInteger("reservations_count") == 1);
            long id = tasks.create(nina, task("Call").put("reservation_id", reservation));

            venues.tellOfReservation(reservation, Venues.reservation(nina, 1, "2026-05-02", "prospect", "arrived"), 7);
            venues.tellOfReservation(reservation, Venues.reservation(nina, 1, "2026-05-02", "win", "arrived"), 7);
            await().until(() -> tasks.get(id).getString("reservation_stage"), equalTo("win"));
            venues.tellThatIsGone("Reservation", reservation);
            await().until(() -> tasks.get(id).getString("reservation_stage") == null);

            var changes = published.await(3, "Task");
            assertEquals(3, changes.size());
            assertEquals("win", data(changes.get(1)).getString("reservation_stage"));
            assertEquals(reservation, data(changes.get(2)).getLong("reservation_id"));
            assertEquals(new JsonArray(), data(changes.get(2)).getJsonArray("notes"));
        }
    }
}
