package app.velvet.contacts.goal;

import static app.velvet.contacts.Staff.EVERYTHING;
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
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class LeaderboardTest {

    private static final String MAY = "?year=2026&month=5";

    @Inject
    Staff staff;

    private Member manager;
    private Member bea;
    private Member abe;
    private Venues venues;

    @BeforeEach
    void hire() {
        manager = staff.managerOfNewCompany();
        bea = staff.hire(manager.companyId(), "Bea Host")
                .may(EVERYTHING, "Contact", "manage")
                .may(EVERYTHING, "Task", "manage")
                .done();
        abe = staff.hire(manager.companyId(), "Abe Host")
                .may(EVERYTHING, "Reports", "read")
                .done();
        venues = new Venues(manager.companyId());
    }

    @AfterEach
    void close() {
        venues.close();
    }

    private ValidatableResponse asking(String path) {
        return abe.asks().when().get("/api/v1/" + path).then();
    }

    private void sell(Member seller, String date, double spent) {
        venues.tellOfReservation(
                newId(),
                closedOut(reservation(1, 1, date, "win", "paid"), spent, 0).put("originator_id", seller.userId()),
                7);
    }

    private JsonObject entry(Member member, String name, double amount) {
        return new JsonObject().put("id", member.userId()).put("name", name).put("current_amount", amount);
    }

    @Test
    void namesAllActiveStaffHighestFirstThenByName() {
        sell(bea, "2026-05-01", 10);
        sell(bea, "2026-05-31", 20);
        sell(abe, "2026-06-01", 99);
        await().until(
                        () -> asking("leaderboard/sales?year=2026&month=6")
                                .extract()
                                .path("[0].current_amount"),
                        equalTo(99.0f));

        assertEquals(
                JsonArray.of(entry(bea, "Bea Host", 30), entry(abe, "Abe Host", 0), entry(manager, "Mia Manager", 0)),
                new JsonArray(asking("leaderboard/sales" + MAY)
                        .statusCode(200)
                        .extract()
                        .asString()));
    }

    @Test
    void eachBoardCountsWhatItIsAbout() {
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        sell(bea, today, 40);
        venues.tellOfGuestlist(
                newId(), guestlist(1, 1, today, "win", "confirmed").put("user_id", bea.userId()), 7);
        long nina = Work.contact(bea, "Nina Simone");
        for (int i = 0; i < 3; i++) {
            Work.contact(bea, "Guest Number" + i);
        }
        for (int i = 0; i < 2; i++) {
            complete(nina);
        }
        await().until(() -> asking("leaderboard/guestlists").extract().path("[0].current_amount"), equalTo(5.0f));

        for (var board : Map.of("sales", 40f, "contacts", 4f, "tasks", 2f, "guestlists", 5f)
                .entrySet()) {
            asking("leaderboard/" + board.getKey())
                    .statusCode(200)
                    .body("name", contains("Bea Host", "Abe Host", "Mia Manager"))
                    .body("current_amount", contains(board.getValue(), 0f, 0f));
            asking("dashboard/get")
                    .body(board.getKey() + "_leaderboard.current_amount", contains(board.getValue(), 0f, 0f));
        }
    }

    private void complete(long contactId) {
        long task = bea.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put("contact_ids", JsonArray.of(contactId))
                        .put("task", new JsonObject().put("category", "Call").put("date", "2026-05-02"))
                        .encode())
                .when()
                .post("/api/v1/tasks")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");
        Work.put(bea, "/api/v1/tasks/" + task, "task", new JsonObject().put("state", "complete"));
    }

    @Test
    void withoutReportsOnesOwnAmountIsToldAndTheOrderOfAll() {
        sell(bea, "2026-05-01", 10);
        sell(abe, "2026-05-01", 20);
        await().until(() -> asking("leaderboard/sales" + MAY).extract().path("[1].current_amount"), equalTo(10.0f));

        bea.asks()
                .when()
                .get("/api/v1/leaderboard/sales" + MAY)
                .then()
                .statusCode(200)
                .body("name", contains("Abe Host", "Bea Host", "Mia Manager"))
                .body("current_amount", contains(nullValue(), equalTo(10.0f), nullValue()));
    }

    @Test
    void dashboardIsTheCallersGoalsAndAllBoards() {
        sell(abe, "2026-05-01", 10);
        await().until(() -> asking("dashboard/get" + MAY).extract().path("goals[0].current_amount"), equalTo(10.0f));

        var dashboard = asking("dashboard/get" + MAY)
                .statusCode(200)
                .body("goals.goal_type", contains("sales", "new_contacts", "logged_tasks", "guestlist"))
                .body("sales_leaderboard.id[0]", equalTo((int) abe.userId()));
        assertEquals(
                Set.of(
                        "goals",
                        "sales_leaderboard",
                        "contacts_leaderboard",
                        "tasks_leaderboard",
                        "guestlists_leaderboard"),
                new JsonObject(dashboard.extract().asString()).fieldNames());
    }

    @Test
    void wrongMonthIsRefused() {
        asking("leaderboard/sales?month=0").statusCode(400).body("errors.month", contains("is invalid"));
        asking("dashboard/get?year=1").statusCode(400).body("errors.year", contains("is invalid"));
    }
}
