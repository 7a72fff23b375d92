package app.velvet.contacts.task;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.contacts.task.Tasks.task;
import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class TaskResourceTest {

    @Inject
    Staff staff;

    @Inject
    Work work;

    private Member manager;
    private Member host;
    private Tasks tasks;
    private long nina;
    private long otis;

    @BeforeEach
    void createContacts() {
        manager = staff.managerOfNewCompany();
        host = staff.hire(manager.companyId(), "Hugo Host")
                .may(EVERYTHING, "Contact", "read")
                .may(OWN, "Task", "read")
                .done();
        tasks = Tasks.of(manager);
        nina = Work.contact(manager, "Nina Simone", 5);
        otis = Work.contact(manager, "Otis Redding", 6);
    }

    @Test
    void taskIsAnsweredInTheContractsForm() {
        long id = tasks.create(nina, task("Follow Up"));

        var task = tasks.get(id);

        assertEquals(
                new JsonObject()
                        .put("id", (int) id)
                        .put("date", "2026-05-02T18:00:00Z")
                        .put("contact_id", (int) nina)
                        .put("contact_name", "Nina Simone")
                        .put("category", "Follow Up")
                        .put("notes", new JsonArray())
                        .put("state", "incomplete")
                        .putNull("completed_at")
                        .put("user_id", (int) manager.userId())
                        .put("owner_id", (int) manager.userId())
                        .put("kind", "manual")
                        .putNull("venue_id")
                        .putNull("reservation_id")
                        .putNull("reservation_stage")
                        .put("log_methods", new JsonArray())
                        .put("created_at", task.getString("created_at"))
                        .putNull("event_id")
                        .putNull("complete_method")
                        .putNull("result"),
                task);
    }

    @Test
    void eachContactGetsATaskInTheOrderOfTheRequest() {
        tasks.creating(
                        task("Call").put("kind", "event").put("venue_id", 7).put("owner_id", host.userId()),
                        otis,
                        nina,
                        otis)
                .statusCode(200)
                .body("contact_id", contains((int) otis, (int) nina))
                .body("contact_name", contains("Otis Redding", "Nina Simone"))
                .body("kind", contains("event", "event"))
                .body("venue_id", contains(7, 7))
                .body("owner_id", contains((int) host.userId(), (int) host.userId()))
                .body("user_id", contains((int) manager.userId(), (int) manager.userId()));
    }

    @Test
    void oneContactThatIsNotThereLeavesAllWithoutATask() {
        long elsewhere = Work.contact(staff.managerOfNewCompany(), "Etta James", 5);

        tasks.creating(task("Call"), nina, elsewhere, otis)
                .statusCode(404)
                .body("message", equalTo("Contact " + elsewhere + " was not found"));

        assertThat(tasks.ids(), empty());
    }

    @Test
    void wrongFieldsAreRefused() {
        tasks.post(new JsonObject().put("task", new JsonObject()))
                .statusCode(400)
                .body("errors.contact_ids", contains("can't be blank"))
                .body("errors.category", contains("can't be blank"))
                .body("errors.date", contains("can't be blank"));
        tasks.post(new JsonObject().put("contact_ids", JsonArray.of(nina)))
                .statusCode(400)
                .body("errors.task", contains("can't be blank"));
        tasks.creating(task("Call"), LongStream.rangeClosed(1, 501).boxed().toArray(Long[]::new))
                .statusCode(400)
                .body("errors.contact_ids", contains("has more than 500 entries"));
        tasks.creating(task("c".repeat(256)), nina).statusCode(400);
        tasks.creating(task("Call").put("kind", "k".repeat(256)), nina).statusCode(400);
        long id = tasks.create(nina);
        tasks.updating(id, new JsonObject().put("result", "Great"))
                .statusCode(400)
                .body("errors.result", hasSize(1));
        tasks.updating(id, new JsonObject().put("state", "done"))
                .statusCode(400)
                .body("errors.state", hasSize(1));
        for (var required : List.of("category", "date", "state", "owner_id")) {
            tasks.updating(id, new JsonObject().putNull(required))
                    .statusCode(400)
                    .body("errors." + required, contains("can't be blank"));
        }
    }

    @Test
    void fiveHundredContactsGetTheirTasksAtOnce() {
        work.execute("""
                insert into contact (company_id, id, creator_id, first_name, state, status, nurtured, tag_ids, created_at,
                                     updated_at)
                select %d, nextval('contact_id'), 1, 'Guest', 'customer', 'no_level', false, '{}', now(), now()
                  from generate_series(1, 500)
                """.formatted(manager.companyId()));

        tasks.creating(task("Call"), contactIds()).statusCode(200).body("$", hasSize(500));
    }

    private Long[] contactIds() {
        return manager.asks().get("/api/v1/contacts").jsonPath().getList("id", Long.class).stream()
                .skip(2)
                .toArray(Long[]::new);
    }

    @Test
    void resultsAreThoseOfTheContract() {
        long id = tasks.create(nina);

        manager.asks()
                .when()
                .get(Tasks.PATH + "/" + id + "/results")
                .then()
                .statusCode(200)
                .body(
                        "$",
                        contains(
                                "Different Venue",
                                "Price",
                                "No Availability",
                                "Win",
                                "Qualified",
                                "Unqualified",
                                "Disqualified",
                                "Waitlist",
                                "Interested",
                                "Want Reservation (Qualified)",
                                "Want Reservation (Not Qualified)",
                                "No Response",
                                "No Response (Loss)",
                                "Not Interested"));
        staff.managerOfNewCompany()
                .asks()
                .when()
                .get(Tasks.PATH + "/" + id + "/results")
                .then()
                .statusCode(404);
    }

    @Test
    void completingTakesDownWhenAndGoingBackForgetsIt() {
        long id = tasks.create(nina);

        tasks.updating(id, new JsonObject().put("state", "complete").put("result", "Win"))
                .statusCode(200)
                .body("state", equalTo("complete"))
                .body("completed_at", notNullValue())
                .body("complete_method", nullValue())
                .body("result", equalTo("Win"));
        var completedAt = tasks.get(id).getString("completed_at");
        tasks.updating(id, new JsonObject().put("state", "complete").put("category", "Email"))
                .body("completed_at", equalTo(completedAt))
                .body("category", equalTo("Email"));

        tasks.updating(id, new JsonObject().put("state", "incomplete"))
                .statusCode(200)
                .body("state", equalTo("incomplete"))
                .body("completed_at", nullValue())
                .body("result", nullValue());
    }

    @Test
    void fieldsChangeAndAreCleared() {
        long id = tasks.create(nina, task("Call").put("venue_id", 7).put("kind", "event"));

        tasks.updating(
                        id,
                        new JsonObject()
                                .put("date", "2026-06-01")
                                .put("owner_id", host.userId())
                                .putNull("venue_id")
                                .putNull("kind"))
                .statusCode(200)
                .body("date", equalTo("2026-06-01T00:00:00Z"))
                .body("owner_id", equalTo((int) host.userId()))
                .body("venue_id", nullValue())
                .body("kind", equalTo("manual"))
                .body("category", equalTo("Call"));
    }

    @Test
    void whoReadsATaskReadsWhatWasLoggedForItThoughNoOtherLogOfTheContact() {
        var planner = staff.hire(manager.companyId(), "Pete Planner")
                .may(EVERYTHING, "Task", "read")
                .done();
        long id = tasks.create(nina);
        long forTask = log(new JsonObject().put("contact_id", nina).put("task_id", id));
        log(new JsonObject().put("contact_id", nina));

        Tasks.of(planner).getting(id).body("log_methods.id", contains((int) forTask));
        planner.asks().when().get("/api/v1/logs?contact_ids=" + nina).then().statusCode(401);
        planner.asks().when().get("/api/v1/contacts/" + nina).then().statusCode(401);
    }

    private long log(JsonObject parameters) {
        return manager.asks()
                .contentType(JSON)
                .body(parameters
                        .put("log", new JsonObject().put("kind", "call"))
                        .encode())
                .when()
                .post("/api/v1/logs")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    @Test
    void ownerIsOneOfTheActiveStaff() {
        var gone = staff.hire(manager.companyId(), "Gina Gone").done();
        work.execute("update staff_member set active = false where id = " + gone.userId());
        long id = tasks.create(nina);

        for (var wrong : List.of(gone.userId(), staff.managerOfNewCompany().userId(), 987_654_321L)) {
            tasks.creating(task("Call").put("owner_id", wrong), nina)
                    .statusCode(400)
                    .body("errors.owner_id", contains("is invalid"));
            tasks.updating(id, new JsonObject().put("owner_id", wrong))
                    .statusCode(400)
                    .body("errors.owner_id", contains("is invalid"));
        }
        assertEquals(List.of(id), tasks.ids());
    }

    @Test
    void scopesLimitWhichTasksAreRead() {
        long atVenue = tasks.create(nina, task("Call").put("venue_id", 7));
        long hosts = tasks.create(nina, task("Call").put("owner_id", host.userId()));
        long managers = tasks.create(otis);
        var door = staff.hire(manager.companyId(), "Dora Door")
                .may(atVenues(7L), "Task", "read")
                .done();

        assertThat(tasks.ids(), contains(atVenue, hosts, managers));
        assertThat(Tasks.of(door).ids(), contains(atVenue));
        assertThat(Tasks.of(host).ids(), contains(hosts));
        Tasks.of(door).getting(hosts).statusCode(404).body("message", equalTo("Task " + hosts + " was not found"));
        Tasks.of(door).updating(hosts, new JsonObject().put("category", "x")).statusCode(404);
        Tasks.of(door).deleting(hosts).statusCode(404);
        Tasks.of(door).updating(atVenue, new JsonObject().put("category", "x")).statusCode(401);
        Tasks.of(door).deleting(atVenue).statusCode(401);
        assertThat(tasks.ids("contact_id", nina), contains(atVenue, hosts));
        assertThat(tasks.ids("contact_id", otis, "kind", "event"), empty());
        assertThat(tasks.ids("kind", "manual"), hasSize(3));
    }

    @Test
    void onesOwnTaskNeedsNoPermissionToManageTasks() {
        var promoter = staff.hire(manager.companyId(), "Pia Promoter")
                .may(EVERYTHING, "Contact", "read")
                .done();
        long own = Tasks.of(promoter).create(nina);

        Tasks.of(promoter)
                .updating(own, new JsonObject().put("state", "complete"))
                .statusCode(200);
        Tasks.of(promoter)
                .creating(task("Call").put("owner_id", host.userId()), nina)
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        Tasks.of(promoter)
                .updating(own, new JsonObject().put("owner_id", host.userId()))
                .statusCode(401);
        Tasks.of(promoter).listing().statusCode(401);
        Tasks.of(promoter).getting(own).statusCode(401);
        Tasks.of(promoter)
                .updating(tasks.create(nina), new JsonObject().put("category", "x"))
                .statusCode(404);
        Tasks.of(promoter).deleting(own).statusCode(200).body("message", equalTo("The task was successfully deleted"));
        tasks.getting(own).statusCode(404);
    }

    @Test
    void tasksAreAboutContactsThatTheCallerMayRead() {
        var door = staff.hire(manager.companyId(), "Dora Door")
                .may(atVenues(5L), "Contact", "read")
                .may(EVERYTHING, "Task", "manage")
                .done();
        var nobody = staff.hire(manager.companyId(), "Nora Nobody")
                .may(EVERYTHING, "Task", "manage")
                .done();

        Tasks.of(door).creating(task("Call"), nina).statusCode(200);
        Tasks.of(door).creating(task("Call"), otis).statusCode(404);
        Tasks.of(nobody).creating(task("Call"), nina).statusCode(401);
    }

    @Test
    void tasksOfAnotherCompanyAreNotFound() {
        long id = tasks.create(nina);
        var stranger = Tasks.of(staff.managerOfNewCompany());

        stranger.getting(id).statusCode(404);
        stranger.updating(id, new JsonObject().put("category", "x")).statusCode(404);
        stranger.deleting(id).statusCode(404);
        assertThat(stranger.ids(), empty());
        assertThat(stranger.ids("contact_id", nina), empty());
    }

    @Test
    void reservationAndEventAreKnownOnes() {
        long reservation = Venues.newId();
        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfEvent(901, Venues.event(7, "2026-05-02", "22:00", "04:00"));
            venues.tellOfReservation(
                    reservation, Venues.reservation(nina, 901, "2026-05-02", "prospect", "confirmed"), 7);
            await().until(() -> Work.get(manager, "/api/v1/contacts/" + nina).getInteger("reservations_count") == 1);
            long id = tasks.create(
                    nina, task("Call").put("reservation_id", reservation).put("event_id", 901));

            assertEquals("prospect", tasks.get(id).getString("reservation_stage"));
            assertEquals(901, tasks.get(id).getInteger("event_id"));
            var blind = staff.hire(manager.companyId(), "Bea Blind")
                    .may(EVERYTHING, "Contact", "read")
                    .may(EVERYTHING, "Task", "manage")
                    .done();
            Tasks.of(blind)
                    .creating(task("Call").put("reservation_id", reservation), nina)
                    .statusCode(400)
                    .body("errors.reservation_id", contains("is invalid"));
            for (var wrong : List.of("reservation_id", "event_id")) {
                tasks.creating(task("Call").put(wrong, 987_654_321), nina)
                        .statusCode(400)
                        .body("errors." + wrong, contains("is invalid"));
                tasks.updating(id, new JsonObject().put(wrong, 987_654_321))
                        .statusCode(400)
                        .body("errors." + wrong, contains("is invalid"));
            }

            venues.tellOfReservation(reservation, Venues.reservation(nina, 901, "2026-05-02", "win", "confirmed"), 7);
            await().until(() -> tasks.get(id).getString("reservation_stage"), equalTo("win"));
            Tasks.of(blind)
                    .updating(
                            id,
                            new JsonObject().put("reservation_id", reservation).put("category", "Email"))
                    .statusCode(200);
            tasks.updating(id, new JsonObject().putNull("reservation_id").putNull("event_id"))
                    .statusCode(200)
                    .body("reservation_stage", nullValue())
                    .body("event_id", nullValue());
        }
    }

    @Test
    void tasksComeInPages() {
        var ids = LongStream.range(0, 12).map(n -> tasks.create(nina)).boxed().toList();

        assertEquals(ids.subList(0, 10), tasks.ids());
        assertEquals(ids.subList(10, 12), tasks.ids("page", 2));
        tasks.listing("page", 3, "per_page", 5).header("X-Total-Count", "12").body("$", hasSize(2));
        tasks.listing("per_page", "many").statusCode(400);
    }

    @Test
    void sameKeyMakesTheTasksOnce() {
        var request = new JsonObject()
                .put("contact_ids", JsonArray.of(nina, otis))
                .put("task", task("Call"))
                .encode();
        for (int i = 0; i < 2; i++) {
            manager.asks()
                    .header("Idempotency-Key", "tasks-1")
                    .contentType(JSON)
                    .body(request)
                    .when()
                    .post(Tasks.PATH)
                    .then()
                    .statusCode(200)
                    .body("contact_id", contains((int) nina, (int) otis));
        }

        assertThat(tasks.ids(), hasSize(2));
    }
}
