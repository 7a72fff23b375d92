package app.velvet.contacts.goal;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.events.Action;
import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Whatever is done, and whatever is told how often, the progress that is kept is what a count from scratch comes to. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ProgressHistoryTest {

    private static final int STEPS = 120;
    private static final List<String> DATES = List.of("2026-04-30", "2026-05-01", "2026-05-04", "2026-06-30");
    private static final List<String> ZONES = List.of("America/New_York", "Pacific/Auckland");

    private static final String KEPT = """
            select goal_type || ' ' || method || ' ' || period_start || ' ' || user_id || ' ' || event_id, amount
              from goal_progress where company_id = ? and amount <> 0
            """;
    private static final String COUNTED = """
            select c.goal_type || ' ' || p.method || ' ' || p.period_start || ' ' || c.user_id || ' ' || c.event_id,
                   sum(c.amount)
              from goal_contributions_of(?) c, goal_periods(c.day) p
             group by 1 having sum(c.amount) <> 0
            """;
    private static final String APPLIED = "select count(*) from event_share where company_id = ? and id = ?";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Long> reservations = new ArrayList<>();
    private final List<Long> guestlists = new ArrayList<>();
    private final List<Long> shares = new ArrayList<>();
    private final List<Long> contacts = new ArrayList<>();
    private final List<Long> tasks = new ArrayList<>();

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private List<Member> members;
    private Venues venues;

    @BeforeEach
    void hire() {
        manager = staff.hire(Staff.newCompany(), "Mia Manager")
                .may(Staff.EVERYTHING, "Contact", "manage")
                .may(Staff.EVERYTHING, "Task", "manage")
                .done();
        members = List.of(
                manager,
                staff.hire(manager.companyId(), "Pia Promoter")
                        .asPromoter()
                        .may(Staff.EVERYTHING, "Contact", "manage")
                        .may(Staff.EVERYTHING, "Task", "manage")
                        .done());
        venues = new Venues(manager.companyId());
    }

    @AfterEach
    void close() {
        venues.close();
    }

    @RepeatedTest(3)
    void progressIsExactAfterAnyHistory() throws SQLException {
        for (int i = 0; i < STEPS; i++) {
            step();
            if (random.nextInt(5) == 0 && !reservations.isEmpty()) {
                venues.repeat();
            }
        }
        assertProgressIsExact();
        for (var zone : ZONES) {
            moveTo(zone);
            assertProgressIsExact();
        }

        venues.restore();
        guestlists.clear();
        List.copyOf(reservations).subList(0, reservations.size() / 2).forEach(this::tellOfReservation);
        venues.endSnapshot();
        assertProgressIsExact();
    }

    private void step() throws SQLException {
        switch (random.nextInt(15)) {
            case 0, 1 -> tellOfReservation(anyOf(reservations));
            case 2, 3 -> tellOfGuestlist(anyOf(guestlists));
            case 4 -> tellOfShare(anyOf(shares));
            case 5 -> end("Reservation", reservations);
            case 6 -> end("Guestlist", guestlists);
            case 7, 8 -> createContact();
            case 9 -> planTask();
            case 10 -> changeTask();
            case 11, 12 -> log();
            case 13 -> changeState();
            default -> deleteContact();
        }
    }

    /** One that there is, or a new one. */
    private long anyOf(List<Long> known) {
        if (!known.isEmpty() && random.nextBoolean()) {
            return pick(known);
        }
        known.add(Venues.newId());
        return known.get(known.size() - 1);
    }

    private void tellOfReservation(long id) {
        var reservation = Venues.reservation(1, 1 + random.nextInt(3), pick(DATES), "win", "paid")
                .put("originator_id", userId());
        venues.tellOfReservation(
                id, random.nextInt(3) == 0 ? reservation : Venues.closedOut(reservation, random.nextInt(900), 0), 7);
    }

    private void tellOfGuestlist(long id) {
        var guestlist = Venues.guestlist(1, 1, pick(DATES), random.nextInt(4) == 0 ? "loss" : "win", "confirmed")
                .put("user_id", userId());
        venues.tellOfGuestlist(id, random.nextBoolean() ? guestlist : guestlist.put("actual_count_males", 1), 7);
    }

    private void tellOfShare(long id) {
        var share = new JsonObject()
                .put("event_id", 1)
                .put("user_id", userId())
                .put("created_at", pick(DATES) + "T23:30:00Z");
        venues.tell(Action.UPDATE, "EventShare", id, share, "company");
    }

    private void end(String className, List<Long> known) {
        if (!known.isEmpty()) {
            venues.tellThatIsGone(className, known.remove(random.nextInt(known.size())));
        }
    }

    private void createContact() {
        contacts.add(pick(members)
                .asks()
                .formParam("contact[name]", "Guest Number")
                .formParam("contact[email]", Venues.newId() + "@guest.example")
                .when()
                .post("/api/v1/contacts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id"));
    }

    private void deleteContact() {
        if (!contacts.isEmpty()) {
            long id = contacts.remove(random.nextInt(contacts.size()));
            manager.asks().when().delete("/api/v1/contacts/" + id).then().statusCode(200);
        }
    }

    private void planTask() {
        if (!contacts.isEmpty()) {
            tasks.add(post(
                            "tasks",
                            new JsonObject()
                                    .put("contact_ids", JsonArray.of(pick(contacts)))
                                    .put(
                                            "task",
                                            new JsonObject()
                                                    .put("category", "Call")
                                                    .put("date", pick(DATES))
                                                    .put("owner_id", userId())))
                    .getLong("[0].id"));
        }
    }

    /** One that went with its contact is not there any more. */
    private void changeTask() {
        if (!tasks.isEmpty()) {
            var task = new JsonObject().put("state", random.nextInt(3) == 0 ? "incomplete" : "complete");
            manager.asks()
                    .contentType(JSON)
                    .body(new JsonObject().put("task", task).encode())
                    .when()
                    .put("/api/v1/tasks/" + pick(tasks))
                    .then()
                    .statusCode(oneOf(200, 404));
        }
    }

    private void log() {
        if (!contacts.isEmpty()) {
            var log = new JsonObject()
                    .put("kind", pick(List.of("email", "call")))
                    .put("date", pick(DATES) + "T23:30:00Z");
            post("logs", new JsonObject().put("contact_id", pick(contacts)).put("log", log));
        }
    }

    private void changeState() {
        if (!contacts.isEmpty()) {
            var contact = new JsonObject().put("state", pick(List.of("customer", "partner", "both")));
            manager.asks()
                    .contentType(JSON)
                    .body(new JsonObject().put("contact", contact).encode())
                    .when()
                    .put("/api/v1/contacts/" + pick(contacts))
                    .then()
                    .statusCode(200);
        }
    }

    private JsonPath post(String path, JsonObject parameters) {
        return pick(members)
                .asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .post("/api/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long userId() {
        return pick(members).userId();
    }

    private void moveTo(String timeZone) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into staff_company (company_id, name, time_zone, active) values (?, 'Nights', ?, true)
                        on conflict (company_id) do update set time_zone = excluded.time_zone
                        """)) {
            statement.setLong(1, manager.companyId());
            statement.setString(2, timeZone);
            statement.executeUpdate();
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Once all that was told has been applied. */
    private void assertProgressIsExact() throws SQLException {
        long last = Venues.newId();
        shares.add(last);
        tellOfShare(last);
        await("seed " + seed).until(() -> amounts(APPLIED, last).containsKey("1"));

        // Of a contact that was removed the tasks and the logs go in a moment.
        await("seed " + seed).untilAsserted(() -> assertEquals(amounts(COUNTED), amounts(KEPT)));
        assertFalse(amounts(KEPT).isEmpty());
    }

    /** The last column by the first. */
    private Map<String, Double> amounts(String query, long... ids) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setLong(1, manager.companyId());
            for (int i = 0; i < ids.length; i++) {
                statement.setLong(i + 2, ids[i]);
            }
            try (var rows = statement.executeQuery()) {
                var amounts = new HashMap<String, Double>();
                while (rows.next()) {
                    amounts.put(
                            rows.getString(1), rows.getDouble(rows.getMetaData().getColumnCount()));
                }
                return amounts;
            }
        }
    }
}
