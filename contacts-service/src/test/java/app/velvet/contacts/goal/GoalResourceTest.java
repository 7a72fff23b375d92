package app.velvet.contacts.goal;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.contacts.Venues.closedOut;
import static app.velvet.contacts.Venues.guestlist;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.Venues.reservation;
import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.Work;
import app.velvet.events.Action;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class GoalResourceTest {

    private static final long VENUE = 7;
    private static final String MAY = "?year=2026&month=5";

    @Inject
    Staff staff;

    private Member manager;
    private Member host;
    private Venues venues;

    @BeforeEach
    void hire() {
        manager = staff.managerOfNewCompany();
        host = staff.hire(manager.companyId(), "Hugo Host").atHome(VENUE).done();
        venues = new Venues(manager.companyId());
    }

    @AfterEach
    void close() {
        venues.close();
    }

    private void sell(long eventId, String date, double spent) {
        venues.tellOfReservation(
                newId(),
                closedOut(reservation(1, eventId, date, "win", "paid"), spent, 0)
                        .put("originator_id", host.userId()),
                VENUE);
    }

    private JsonPath goals(String path) {
        return asking(path).statusCode(200).extract().jsonPath();
    }

    private ValidatableResponse asking(String path) {
        return host.asks().when().get("/api/v1/goals/" + path).then();
    }

    private ValidatableResponse setting(Member who, JsonObject goal) {
        return who.asks()
                .contentType(JSON)
                .body(new JsonObject().put("goal", goal).encode())
                .when()
                .put("/api/v1/goals")
                .then();
    }

    private Member goalSetter(JsonObject scope) {
        return staff.hire(manager.companyId(), "Gina Goals")
                .may(scope, "VenueGoalTemplate", "manage")
                .may(scope, "EventVenueGoalTemplate", "manage")
                .done();
    }

    private JsonObject salesOfMay(double amount) {
        return new JsonObject()
                .put("user_id", host.userId())
                .put("goal_type", "sales")
                .put("method", "monthly")
                .put("year", 2026)
                .put("month", 5)
                .put("goal_amount", amount);
    }

    @Test
    void allSevenAreAnsweredInOrder() {
        assertEquals(
                new JsonArray("""
                        [{"method": "monthly", "goal_type": "sales", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0, "event_sales": []},
                         {"method": "monthly", "goal_type": "new_contacts", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0},
                         {"method": "monthly", "goal_type": "logged_tasks", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0},
                         {"method": "monthly", "goal_type": "guestlist", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0},
                         {"method": "monthly", "goal_type": "partner_outreach", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0},
                         {"method": "monthly", "goal_type": "social_media", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0},
                         {"method": "monthly", "goal_type": "email_blasts", "current_amount": 0.0, "goal_amount": 0.0,
                          "percents_towards_goal": 0.0}]
                        """),
                new JsonArray(asking("all" + MAY).statusCode(200).extract().asString()));
    }

    @Test
    void salesAreTheMoneyOfTheMonthsClosedOutReservations() {
        sell(1, "2026-05-01", 1000);
        sell(2, "2026-05-31", 500.50);
        sell(3, "2026-06-01", 7);
        venues.tellOfReservation(
                newId(),
                reservation(1, 2, "2026-05-31", "win", "confirmed").put("originator_id", host.userId()),
                VENUE);
        setting(goalSetter(EVERYTHING), salesOfMay(6000)).statusCode(200);
        await().until(() -> goals("sales?year=2026&month=6").getDouble("current_amount"), equalTo(7.0));

        assertEquals(
                new JsonObject("""
                        {"method": "monthly", "goal_type": "sales", "current_amount": 1500.5, "goal_amount": 6000.0,
                         "percents_towards_goal": 25.01,
                         "event_sales": [
                           {"event_id": 1, "method": "monthly", "goal_type": "event_sales", "current_amount": 1000.0,
                            "goal_amount": 0.0, "percents_towards_goal": 0.0},
                           {"event_id": 2, "method": "monthly", "goal_type": "event_sales", "current_amount": 500.5,
                            "goal_amount": 0.0, "percents_towards_goal": 0.0}]}
                        """),
                new JsonObject(asking("sales" + MAY).extract().asString()));
    }

    @Test
    void weekIsThatOfTheDayFromMondayOn() {
        sell(1, "2026-05-03", 1);
        sell(2, "2026-05-04", 20);
        sell(3, "2026-05-10", 300);
        sell(4, "2026-05-11", 4000);
        await().until(() -> goals("sales" + MAY).getDouble("current_amount"), equalTo(4321.0));

        for (var day : List.of(4, 7, 10)) {
            assertEquals(
                    320.0,
                    goals("get" + MAY + "&method=weekly&goal_type=sales&day=" + day)
                            .getDouble("current_amount"));
        }
        asking("get" + MAY + "&method=weekly&goal_type=sales&day=3")
                .body("current_amount", equalTo(1.0f))
                .body("event_sales", nullValue());
    }

    @Test
    void guestsAreThoseWhoCameOrElseThoseWhoAreExpected() {
        venues.tellOfGuestlist(
                newId(), guestlist(1, 1, "2026-05-02", "win", "confirmed").put("user_id", host.userId()), VENUE);
        venues.tellOfGuestlist(
                newId(),
                guestlist(1, 2, "2026-05-02", "win", "all_arrived")
                        .put("user_id", host.userId())
                        .put("actual_count_females", 9),
                VENUE);
        venues.tellOfGuestlist(
                newId(), guestlist(1, 3, "2026-05-02", "loss", "no_show").put("user_id", host.userId()), VENUE);
        venues.tell(
                Action.UPDATE,
                "EventShare",
                newId(),
                new JsonObject()
                        .put("event_id", 1)
                        .put("user_id", host.userId())
                        .put("created_at", "2026-05-20T10:00:00Z"),
                "company");

        await().until(() -> goals("get" + MAY + "&goal_type=social_media").getDouble("current_amount"), equalTo(1.0));
        assertEquals(14.0, goals("tasks" + MAY + "&goal_type=guestlist").getDouble("current_amount"));
    }

    @Test
    void newContactCountsForItsCreatorUntilItIsGone() {
        var promoter = staff.hire(manager.companyId(), "Pia Promoter")
                .asPromoter()
                .may(EVERYTHING, "Contact", "manage")
                .done();
        long id = promoter.asks()
                .formParam("contact[name]", "Nina Simone")
                .formParam("contact[email]", "nina@guest.example")
                .when()
                .post("/api/v1/contacts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        assertEquals(1.0, newContacts(promoter));

        promoter.asks().when().delete("/api/v1/contacts/" + id).then().statusCode(200);
        assertEquals(0.0, newContacts(promoter));
    }

    @Test
    void tasksCountOnceTheyAreCompletedAndLogsForWhoLogged() {
        var rep = staff.hire(manager.companyId(), "Rita Rep")
                .may(EVERYTHING, "Contact", "manage")
                .may(EVERYTHING, "Task", "manage")
                .done();
        long partner = Work.contact(rep, "Paul Partner");
        post(
                rep,
                "tasks",
                new JsonObject()
                        .put("contact_ids", JsonArray.of(partner))
                        .put("task", new JsonObject().put("category", "Call").put("date", "2026-05-02")));
        long task = rep.asks().get("/api/v1/tasks").jsonPath().getLong("[0].id");
        post(
                rep,
                "logs",
                new JsonObject()
                        .put("contact_id", partner)
                        .put("log", new JsonObject().put("kind", "email").put("date", "2026-05-02")));
        assertEquals(0.0, current(rep, "logged_tasks"));
        assertEquals(1.0, current(rep, "email_blasts&year=2026&month=5"));
        assertEquals(0.0, current(rep, "partner_outreach&year=2026&month=5"));

        Work.put(rep, "/api/v1/tasks/" + task, "task", new JsonObject().put("state", "complete"));
        Work.put(rep, "/api/v1/contacts/" + partner, "contact", new JsonObject().put("state", "partner"));
        assertEquals(1.0, current(rep, "logged_tasks"));
        assertEquals(1.0, current(rep, "partner_outreach&year=2026&month=5"));

        Work.put(rep, "/api/v1/tasks/" + task, "task", new JsonObject().put("state", "incomplete"));
        Work.put(rep, "/api/v1/contacts/" + partner, "contact", new JsonObject().put("state", "customer"));
        assertEquals(0.0, current(rep, "logged_tasks"));
        assertEquals(0.0, current(rep, "partner_outreach&year=2026&month=5"));
    }

    private static void post(Member who, String path, JsonObject parameters) {
        who.asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .post("/api/v1/" + path)
                .then()
                .statusCode(200);
    }

    private static double newContacts(Member of) {
        return current(of, "new_contacts");
    }

    private static double current(Member of, String goalType) {
        return of.asks()
                .when()
                .get("/api/v1/goals/get?goal_type=" + goalType)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getDouble("current_amount");
    }

    @Test
    void goalOfTheVenueIsThatOfThoseAtHomeThereWithoutTheirOwn() {
        var setter = goalSetter(atVenues(VENUE));
        var ofVenue = salesOfMay(100).put("user_id", null).put("venue_id", VENUE);
        sell(1, "2026-05-01", 50);
        await().until(() -> goals("sales" + MAY).getDouble("current_amount"), equalTo(50.0));
        setting(setter, ofVenue)
                .statusCode(200)
                .body("goal_amount", equalTo(100.0f))
                .body("current_amount", equalTo(50.0f));

        assertEquals(100.0, goals("sales" + MAY).getDouble("goal_amount"));
        assertEquals(50.0, goals("sales" + MAY).getDouble("percents_towards_goal"));
        setting(goalSetter(EVERYTHING), salesOfMay(200)).statusCode(200);
        assertEquals(200.0, goals("sales" + MAY).getDouble("goal_amount"));
        manager.asks().when().get("/api/v1/goals/sales" + MAY).then().body("goal_amount", equalTo(0.0f));
    }

    @Test
    void goalOfAnEventIsPartOfTheSalesOfItsMonth() {
        long event = newId();
        venues.tellOfEvent(event, Venues.event(VENUE, "2026-05-02", "22:00", "04:00"));
        await().until(() -> asking("events?event_id=" + event).extract().statusCode(), equalTo(200));
        asking("events?event_id=" + event).body("goal_amount", equalTo(0.0f));

        setting(
                        goalSetter(EVERYTHING),
                        new JsonObject()
                                .put("user_id", host.userId())
                                .put("event_id", event)
                                .put("goal_type", "event_sales")
                                .put("goal_amount", 900))
                .statusCode(200)
                .body("goal_type", equalTo("event_sales"))
                .body("goal_amount", equalTo(900.0f));

        assertEquals(
                new JsonObject().put("goal_amount", 900.0),
                new JsonObject(asking("events?event_id=" + event).extract().asString()));
        asking("sales" + MAY)
                .body("event_sales.event_id", contains((int) event))
                .body("event_sales.goal_amount", contains(900.0f))
                .body("event_sales.current_amount", contains(0.0f));
    }

    @Test
    void goalIsPublishedToWhomItConcerns() {
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            var setter = goalSetter(EVERYTHING);
            setting(setter, salesOfMay(100)).statusCode(200);
            setting(setter, salesOfMay(100)).statusCode(200);
            setting(setter, salesOfMay(150)).statusCode(200);

            var changes = published.await(2);
            var goal = Published.data(changes.get(1));
            assertEquals("create Goal/" + goal.getLong("id"), Published.summary(changes.get(0)));
            assertEquals("update Goal/" + goal.getLong("id"), Published.summary(changes.get(1)));
            assertEquals(
                    new JsonObject()
                            .put("id", goal.getLong("id"))
                            .put("company_id", manager.companyId())
                            .put("user_id", host.userId())
                            .put("venue_id", null)
                            .put("event_id", null)
                            .put("goal_type", "sales")
                            .put("method", "monthly")
                            .put("period_start", "2026-05-01")
                            .put("goal_amount", 150.0),
                    goal);
            assertEquals(Set.of("company", "user:" + host.userId()), Published.audience(changes.get(1)));
        }
    }

    @RepeatedTest(5)
    void allWhoSetOneGoalAtOnceSucceed() throws Exception {
        var setter = goalSetter(EVERYTHING);
        var threads = Executors.newFixedThreadPool(8);
        var calls = IntStream.rangeClosed(1, 16)
                .mapToObj(number -> (Callable<Integer>)
                        () -> setting(setter, salesOfMay(100)).extract().statusCode())
                .toList();
        for (var answer : threads.invokeAll(calls)) {
            assertEquals(200, answer.get());
        }
        threads.shutdown();

        assertEquals(100.0, goals("sales" + MAY).getDouble("goal_amount"));
    }

    @Test
    void goalsAreSetByThoseWhoMaySetThem() {
        setting(host, salesOfMay(1))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        setting(goalSetter(atVenues(VENUE)), salesOfMay(1)).statusCode(401);
        setting(goalSetter(atVenues(8L)), salesOfMay(1).put("user_id", null).put("venue_id", VENUE))
                .statusCode(401);
    }

    @Test
    void whoIsDeactivatedIsToReachNothingMore() {
        var setter = goalSetter(EVERYTHING);
        setting(setter, salesOfMay(1)).statusCode(200);
        staff.deactivate(host);

        setting(setter, salesOfMay(2))
                .statusCode(400)
                .body("message", equalTo("User " + host.userId() + " has been deactivated"));
    }

    @Test
    void nothingOfAnotherCompanyIsNamed() {
        var stranger = staff.managerOfNewCompany();
        var setter = goalSetter(EVERYTHING);
        setting(setter, salesOfMay(1).put("user_id", stranger.userId()))
                .statusCode(404)
                .body("message", equalTo("User " + stranger.userId() + " was not found"));
        long event = newId();
        venues.tellOfEvent(event, Venues.event(VENUE, "2026-05-02", "22:00", "04:00"));
        await().until(() -> asking("events?event_id=" + event).extract().statusCode(), equalTo(200));
        stranger.asks()
                .when()
                .get("/api/v1/goals/events?event_id=" + event)
                .then()
                .statusCode(404)
                .body("message", equalTo("Event " + event + " was not found"));
    }

    @ParameterizedTest
    @CsvSource({
        "all?month=13, month",
        "all?year=x, year",
        "all?method=yearly, method",
        "all?method=weekly&year=2026&month=2&day=30, day",
        "get, goal_type",
        "get?goal_type=beers, goal_type",
        "get?goal_type=event_sales, goal_type",
        "tasks?goal_type=sales, goal_type",
        "events, event_id",
    })
    void wrongQuestionIsRefused(String path, String field) {
        asking(path).statusCode(400).body("errors." + field + ".size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'user_id': 1, 'venue_id': 2, 'goal_type': 'sales', 'goal_amount': 1}",
                "{'goal_type': 'sales', 'goal_amount': 1}",
                "{'user_id': 1, 'goal_type': 'event_sales', 'goal_amount': 1}",
                "{'user_id': 1, 'goal_type': 'sales', 'event_id': 2, 'goal_amount': 1}",
                "{'user_id': 1, 'goal_type': 'sales'}",
                "{'user_id': 1, 'goal_type': 'sales', 'goal_amount': -1}",
                "{'user_id': 1, 'goal_type': 'sales', 'goal_amount': 1e300}",
            })
    void wrongGoalIsRefused(String goal) {
        setting(goalSetter(EVERYTHING), new JsonObject(goal.replace('\'', '"'))).statusCode(400);
    }
}
