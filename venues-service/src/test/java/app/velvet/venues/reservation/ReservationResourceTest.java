package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.ids;
import static app.velvet.venues.reservation.Night.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ReservationResourceTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Night night;
    private long nina;
    private long miles;

    @BeforeEach
    void openEvent() {
        night = new Night(staff);
        nina = night.guests.come("Nina Simone");
        miles = night.guests.come("Miles Davis");
    }

    @AfterEach
    void closeEvent() {
        night.close();
    }

    @Test
    void reservationTellsOfItsGuestItsEventAndItsTables() {
        long tag = Guests.newId();
        night.guests.tellOfTag(tag, "Jazz");
        long ella = Guests.newId();
        night.guests.tell(Guests.guest(ella, "Ella Fitzgerald").put("tags", ids(tag)), "company");

        night.booking(
                        night.confirmed()
                                .put("host_id", night.manager.userId())
                                .put("count_males", "2")
                                .put("count_females", 3)
                                .put("assigned_table_ids", ids(night.tables.get(0)))
                                .put("requested_table_ids", ids(night.tables.get(1)))
                                .put("number", 17)
                                .put("pre_paid", 100.5)
                                .put("contact_degree", JsonArray.of("comp", "vip"))
                                .put("note", "Birthday"),
                        ella)
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].contact_id", equalTo((int) ella))
                .body("[0].contact_info.name", equalTo("Ella Fitzgerald"))
                .body("[0].contact_info.email", equalTo("ella.fitzgerald@guest.example"))
                .body("[0].contact_info.tag_names", equalTo("Jazz"))
                .body("[0].event_info.name", equalTo("Jazz"))
                .body("[0].event_info.date", equalTo(Night.NEXT_WEEK.toString()))
                .body("[0].event_info.end_time", equalTo("04:00"))
                .body("[0].date", equalTo(Night.NEXT_WEEK.toString()))
                .body("[0].originator_id", equalTo((int) night.manager.userId()))
                .body("[0].assigned_tables.name", contains("Table 1"))
                .body("[0].requested_tables.reservation_section_id", contains((int) night.section))
                .body("[0].party_size", equalTo(5))
                .body("[0].minimum", equalTo(500f))
                .body("[0].template_minimum", equalTo(500f))
                .body("[0].number", equalTo("17"))
                .body("[0].contact_degree", contains("vip", "comp"))
                .body("[0].stage", equalTo("win"))
                .body("[0].last_stage", nullValue())
                .body("[0].status_name", equalTo("Confirmed"))
                .body("[0].closeout", equalTo(false))
                .body("[0].notes", empty())
                .body("[0].task_ids", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "lead, lead, Lead",
        "waitlist_all_arrived, opportunity, Waitlist All Arrived",
        "all_seated, win, All Seated",
        "could_not_pay, loss, Could Not Pay"
    })
    void stageFollowsFromTheStatus(String status, String stage, String name) {
        long id = night.book(night.confirmed(), nina);

        night.changing(id, with("status", status))
                .statusCode(200)
                .body("stage", equalTo(stage))
                .body("status_name", equalTo(name))
                .body("last_status", equalTo("confirmed"))
                .body("last_stage", equalTo("win"));
    }

    @Test
    void whatAReservationCannotBeWithoutIsNamed() {
        Api.of(night.manager)
                .posting(PATH, new JsonObject().put("reservation", new JsonObject().put("status", "unheard of")))
                .statusCode(400)
                .body("errors", hasKey("contact_ids"))
                .body("errors", hasKey("event_id"))
                .body("errors", hasKey("status"));
        night.booking(night.of("confirmed"), nina).statusCode(400).body("errors", hasKey("reservation_section_id"));
        night.booking(night.of("lead"), nina).statusCode(200);
        night.booking(night.of("no_show"), miles).statusCode(200);
    }

    @Test
    void whatIsWrongIsRefused() {
        long elsewhere = night.anotherEvent("Blues", Night.NEXT_WEEK);
        long tableElsewhere = night.api.tablesOf(elsewhere).get(0);

        night.booking(night.confirmed().put("count_males", -1), nina)
                .statusCode(400)
                .body("errors", hasKey("count_males"));
        night.booking(night.confirmed().put("actual_spent", -0.5), nina)
                .statusCode(400)
                .body("errors", hasKey("actual_spent"));
        night.booking(night.confirmed().put("note", "x".repeat(10_001)), nina)
                .statusCode(400)
                .body("errors", hasKey("note"));
        night.booking(night.confirmed().put("assigned_table_ids", ids(tableElsewhere)), nina)
                .statusCode(400)
                .body("errors", hasKey("assigned_table_ids"));
        night.booking(
                        night.confirmed()
                                .put(
                                        "reservation_section_id",
                                        night.api.sectionsOf(elsewhere).get(0)),
                        nina)
                .statusCode(400)
                .body("errors", hasKey("reservation_section_id"));
        night.booking(night.confirmed().put("host_id", 1), nina).statusCode(400).body("errors", hasKey("host_id"));
        night.booking(night.confirmed().put("contact_degree", JsonArray.of("vip", "king")), nina)
                .statusCode(400)
                .body("errors", hasKey("contact_degree"));
        night.booking(night.confirmed().put("referable_id", 5), nina)
                .statusCode(400)
                .body("errors", hasKey("referable_type"));
        assertEquals(0, database.count("reservation where company_id = " + night.manager.companyId()));

        long id = night.book(night.confirmed(), nina);
        night.changing(
                        id,
                        with(
                                "reservation_section_id",
                                night.api.sectionsOf(elsewhere).get(0)))
                .statusCode(400)
                .body("errors", hasKey("reservation_section_id"));
        night.changing(id, with("assigned_table_ids", ids(tableElsewhere))).statusCode(400);
        night.changing(id, with("event_id", 999_999_999)).statusCode(404);
    }

    @Test
    void contactHasOneReservationForAnEvent() {
        long id = night.book(night.confirmed(), nina);
        long other = night.book(night.confirmed(), miles);

        night.booking(night.of("lead"), nina)
                .statusCode(409)
                .body("message", equalTo("Contact " + nina + " has a reservation for this event already"));
        night.changing(other, with("contact_id", nina)).statusCode(409);
        night.changing(id, with("contact_id", nina)).statusCode(200);

        long ella = night.guests.come("Ella Fitzgerald");
        night.booking(night.confirmed(), ella, nina).statusCode(409);
        night.api.getting(PATH, "contact_id", ella).body("", empty());
    }

    @Test
    void closeOutFixesWhatWasSpent() {
        long id = night.book(night.confirmed(), nina);
        var closer = night.hire("Cleo Closer", "read", "closeout");
        var host = night.hire("Hugo Host", "read", "create");

        night.changing(host, id, with("closeout", true)).statusCode(401);
        night.changing(closer, id, with("actual_spent", 900)).statusCode(401);
        night.changing(
                        closer,
                        id,
                        with("closeout", true).put("actual_spent", 900).put("note", "Nice"))
                .statusCode(401);
        night.changing(
                        closer,
                        id,
                        with("closeout", true)
                                .put("actual_spent", 900)
                                .put("actual_count_males", 3)
                                .put("status", "completed"))
                .statusCode(200)
                .body("closeout", equalTo(true))
                .body("actual_spent", equalTo(900f));

        night.changing(closer, id, with("closeout", false)).statusCode(401);
        night.changing(id, with("actual_spent", 1000)).statusCode(409);
        night.changing(id, with("actual_spent", 900).put("note", "Nice")).statusCode(200);
        night.api
                .deleting(PATH + "/" + id)
                .statusCode(403)
                .body("message", equalTo("This reservation can not be deleted"));
        night.changing(id, with("closeout", false).put("actual_spent", 1000)).statusCode(200);
        night.api
                .deleting(PATH + "/" + id)
                .statusCode(200)
                .body("message", equalTo("The reservation was successfully removed"));
    }

    @Test
    void sameRequestIsDoneOnce() {
        var request = Night.forContacts(night.confirmed(), nina, miles);
        for (int i = 0; i < 2; i++) {
            night.manager
                    .asks()
                    .contentType("application/json")
                    .header("Idempotency-Key", "once-" + nina)
                    .body(request.encode())
                    .when()
                    .post("/api/v1" + PATH)
                    .then()
                    .statusCode(200)
                    .body("contact_id", containsInAnyOrder((int) nina, (int) miles));
        }
        assertEquals(2, database.count("reservation where event_id = " + night.event));
    }

    @Test
    void whoRecommendedTheGuestIsRememberedWhenHeIsGone() {
        var recommended = night.confirmed().put("referable_type", "Contact");
        night.booking(recommended.copy().put("referable_id", 999_999_999), nina)
                .statusCode(400)
                .body("errors", hasKey("referable_id"));
        long id = night.book(recommended.copy().put("referable_id", miles), nina);
        night.guests.tellThatIsGone("Contact", miles);
        await().until(() -> "t".equals(database.query("select gone from contact where id = " + miles)));

        night.changing(id, with("closeout", true)).statusCode(200).body("referable_id", equalTo((int) miles));
        night.changing(id, with("referable_id", 999_999_999)).statusCode(400).body("errors", hasKey("referable_id"));
    }
}
