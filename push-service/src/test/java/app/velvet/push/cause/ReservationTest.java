package app.velvet.push.cause;

import static app.velvet.push.Staff.OWN;
import static app.velvet.push.Staff.atVenues;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.push.Apple;
import app.velvet.push.Database;
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
class ReservationTest {

    private static final String BOOKED = "Mia Manager booked Otis Redding: Friday Night, 2026-12-18";
    private static final String CHANGED =
            "Mia Manager changed the reservation of Otis Redding: Friday Night, 2026-12-18. ";
    private static final long VENUE = 7;
    private static final AtomicLong IDS = new AtomicLong(500);

    Apple apple;

    @Inject
    Staff staff;

    @Inject
    Database database;

    private final long reservation = IDS.incrementAndGet();
    private Upstream venues;
    private Member manager;
    private Member originator;
    private Member host;
    private Member waitress;

    @BeforeEach
    void hire() {
        manager = staff.hire(Staff.newCompany(), "Mia Manager")
                .may(Staff.EVERYTHING, "Reservation", "read")
                .done();
        originator = hireReader("Paul Promoter");
        host = hireReader("Nina Host");
        waitress = hireReader("Wanda Waitress");
        venues = new Upstream(manager.companyId());
        Readiness.await();
    }

    @AfterEach
    void close() {
        venues.close();
    }

    @Test
    void originatorHostAndWaitressAreToldOfANewOneAndTheirPhonesKnow() {
        var iphone = Phones.iphoneOf(host);

        publish(Action.CREATE, data(), manager);

        for (var member : List.of(originator, host, waitress)) {
            Told.await(member, BOOKED);
            assertEquals(List.of("New reservation"), Told.titles(member));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> apple.received(iphone).size() == 1);
        assertEquals(BOOKED, apple.received(iphone).get(0).message());
        Told.assertNothing(manager);
    }

    @Test
    void newStatusIsTold() {
        publish(Action.CREATE, data(), manager);

        publish(Action.UPDATE, data().put("status", "confirmed").put("status_name", "Confirmed"), manager);

        for (var member : List.of(originator, host, waitress)) {
            Told.await(member, CHANGED + "Status: Confirmed", BOOKED);
            assertEquals(List.of("Reservation changed", "New reservation"), Told.titles(member));
        }
    }

    @Test
    void newHostAndNewWaitressAreTold() {
        publish(Action.CREATE, data(), manager);
        var newHost = hireReader("Hugo Host");
        var newWaitress = hireReader("Wilma Waitress");

        publish(Action.UPDATE, data().put("host_id", newHost.userId()), manager);
        publish(
                Action.UPDATE,
                data().put("host_id", newHost.userId()).put("waitress_id", newWaitress.userId()),
                manager);

        Told.await(newHost, CHANGED + "Waitress: Wilma Waitress", CHANGED + "Host: Hugo Host");
        Told.await(newWaitress, CHANGED + "Waitress: Wilma Waitress");
        Told.await(waitress, CHANGED + "Host: Hugo Host", BOOKED);
        Told.await(host, BOOKED);
    }

    @Test
    void newTableIsTold() {
        publish(Action.CREATE, data(), manager);

        publish(Action.UPDATE, withTables(12, 14), manager);
        publish(Action.UPDATE, data(), manager);

        Told.await(host, CHANGED + "Table: none", CHANGED + "Table: T12, T14", BOOKED);
    }

    @Test
    void severalChangesAtOnceAreToldAtOnce() {
        publish(Action.CREATE, data(), manager);

        publish(
                Action.UPDATE,
                withTables(12)
                        .put("status", "all_seated")
                        .put("status_name", "All Seated")
                        .putNull("host_id"),
                manager);

        Told.await(waitress, CHANGED + "Status: All Seated. Host: nobody. Table: T12", BOOKED);
    }

    @Test
    void whatElseChangesIsToldToNobody() {
        publish(Action.CREATE, data(), manager);

        publish(Action.UPDATE, data().put("note", "Birthday").put("count_males", 9), manager);
        publish(Action.UPDATE, data().put("contact_info", new JsonObject().put("name", "Otis R. Redding")), manager);
        publish(Action.DESTROY, null, manager);
        awaitAllApplied();

        Told.await(originator, BOOKED);
    }

    @Test
    void whoDidItIsNotTold() {
        publish(Action.CREATE, data(), host);
        publish(Action.UPDATE, withTables(12), host);

        Told.await(
                waitress,
                "Nina Host changed the reservation of Otis Redding: Friday Night, 2026-12-18. Table: T12",
                "Nina Host booked Otis Redding: Friday Night, 2026-12-18");
        Told.assertNothing(host);
    }

    @Test
    void whoHasTwoPartsInItIsToldOnce() {
        publish(Action.CREATE, data().put("host_id", originator.userId()).putNull("waitress_id"), manager);

        Told.await(originator, BOOKED);
    }

    @Test
    void whoMayNotReadItIsNotToldOfIt() {
        var blind = staff.hire(manager.companyId(), "Ben Blind").at(VENUE).done();
        var elsewhere = staff.hire(manager.companyId(), "Eva Elsewhere")
                .may(atVenues(8L), "Reservation", "read")
                .done();
        staff.deactivate(waitress);

        publish(Action.CREATE, data().put("originator_id", blind.userId()).put("host_id", elsewhere.userId()), manager);
        awaitAllApplied();

        Told.assertNothing(blind, elsewhere);
        assertEquals(
                List.of("0"),
                database.query(
                        "select count(*) from notification where company_id = ? and user_id = ?",
                        waitress.companyId(),
                        waitress.userId()));
    }

    @Test
    void eventsAreToldOnceHoweverOftenTheyCome() {
        publish(Action.CREATE, data(), manager);
        publish(Action.CREATE, data(), manager);
        publish(Action.UPDATE, withTables(12), manager);
        publish(Action.UPDATE, withTables(12), manager);

        Told.await(host, CHANGED + "Table: T12", BOOKED);
    }

    @Test
    void whatARestoredServiceNamesAgainIsToldToNobodyAndWhatItDoesNotIsForgotten() {
        long lost = IDS.incrementAndGet();
        publish(Action.CREATE, data(), manager);
        venues.publish("venues.changes", Action.CREATE, "Reservation", lost, data(), audience(), manager.userId());
        Told.await(host, BOOKED, BOOKED);

        venues.restore();
        publish(Action.UPDATE, withTables(12), null);
        venues.publish(
                "venues.changes",
                Action.UPDATE,
                "EpochSnapshot",
                manager.companyId(),
                new JsonObject().put("id", manager.companyId()),
                "company",
                null);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(
                        List.of(Long.toString(reservation)),
                        database.query("select id from reservation where company_id = ?", manager.companyId())));
        Told.await(host, BOOKED, BOOKED);
        publish(Action.UPDATE, withTables(14), manager);
        Told.await(host, CHANGED + "Table: T14", BOOKED, BOOKED);
    }

    @Test
    void updateOfAnUnknownOneIsToldToNobody() {
        publish(Action.UPDATE, data(), manager);
        awaitAllApplied();

        Told.assertNothing(originator, host, waitress);
    }

    @Test
    void oneThatCannotBeReadKeepsNobodyFromBeingToldOfOthers() {
        venues.publish(
                "venues.changes",
                Action.CREATE,
                "Reservation",
                IDS.incrementAndGet(),
                data().put("status", "con\u0000firmed"),
                audience(),
                manager.userId());

        publish(Action.CREATE, data(), manager);

        Told.await(host, BOOKED);
    }

    @Test
    void namesOfAnyKindMakeNoMoreThanNames() {
        publish(
                Action.CREATE,
                data().put(
                                "contact_info",
                                new JsonObject().put("name", "Otis\n\n\u202EPay now\u0007 %s" + "x".repeat(500)))
                        .put(
                                "event_info",
                                new JsonObject()
                                        .put("name", "<b>Friday</b> 😀\r\n")
                                        .putNull("date")),
                manager);

        Told.await(
                host, "Mia Manager booked Otis Pay now %s" + "x".repeat(Quoted.LONGEST - 16) + "…: <b>Friday</b> 😀");
    }

    private Member hireReader(String name) {
        return staff.hire(manager.companyId(), name)
                .may(OWN, "Reservation", "read")
                .done();
    }

    /** When one more is told, what came before him has been applied. */
    private void awaitAllApplied() {
        var last = hireReader("Luis Last");
        venues.publish(
                "venues.changes",
                Action.CREATE,
                "Reservation",
                IDS.incrementAndGet(),
                data().put("originator_id", last.userId()).putNull("host_id").putNull("waitress_id"),
                "user:" + last.userId(),
                manager.userId());
        Told.await(last, BOOKED);
    }

    private void publish(Action action, JsonObject data, Member actor) {
        venues.publish(
                "venues.changes",
                action,
                "Reservation",
                reservation,
                data,
                data == null ? audience() : audience(data),
                actor == null ? null : actor.userId());
    }

    private String audience() {
        return audience(data());
    }

    private static String audience(JsonObject data) {
        var audience = new StringBuilder("company,venue:" + VENUE);
        for (var part : List.of("originator_id", "host_id", "waitress_id")) {
            if (data.getLong(part) != null) {
                audience.append(",user:").append(data.getLong(part));
            }
        }
        return audience.toString();
    }

    private JsonObject withTables(long... ids) {
        var tables = new JsonArray();
        var tableIds = new JsonArray();
        for (var id : ids) {
            tables.add(new JsonObject().put("id", id).put("name", "T" + id).put("reservation_section_id", 2));
            tableIds.add(id);
        }
        return data().put("assigned_tables", tables).put("assigned_table_ids", tableIds);
    }

    private JsonObject data() {
        return new JsonObject()
                .put("id", reservation)
                .put("contact_id", 3)
                .put(
                        "contact_info",
                        new JsonObject().put("name", "Otis Redding").put("email", "otis@guest.example"))
                .put("event_id", 4)
                .put(
                        "event_info",
                        new JsonObject()
                                .put("name", "Friday Night")
                                .put("date", "2026-12-18")
                                .put("end_time", "04:00"))
                .put("date", "2026-12-18")
                .put("originator_id", originator.userId())
                .put("host_id", host.userId())
                .put("waitress_id", waitress.userId())
                .put("assigned_tables", new JsonArray())
                .put("assigned_table_ids", new JsonArray())
                .put("status", "unconfirmed")
                .put("status_name", "Unconfirmed");
    }
}
