package app.velvet.venues.reservation;

import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.ids;
import static app.velvet.venues.reservation.Night.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
    void tableIsAssignedToOneReservationThatIsNotLost() {
        long table = night.tables.get(0);
        long id = night.book(night.confirmed().put("assigned_table_ids", ids(table)), nina);
        long other = night.book(night.confirmed(), miles);

        night.changing(other, with("assigned_table_ids", ids(night.tables.get(1), table)))
                .statusCode(409)
                .body("message", equalTo("Table Table 1 is already reserved"));
        night.changing(id, with("status", "canceled")).statusCode(200).body("assigned_table_ids", contains((int)
                table));
        night.changing(other, with("assigned_table_ids", ids(table))).statusCode(200);
        night.changing(id, with("status", "confirmed")).statusCode(409);
        night.changing(other, with("assigned_table_ids", ids())).statusCode(200);
        night.changing(id, with("status", "confirmed")).statusCode(200);
    }

    @Test
    void heldTableIsForTheHolderOrForWhoManages() {
        long table = night.tables.get(0);
        var holder = night.promoter("Pia Promoter");
        var rival = night.promoter("Rob Rival");
        var reservation = night.confirmed().put("assigned_table_ids", ids(table));
        night.holding(holder, table).statusCode(200);

        night.booking(rival, reservation, nina).statusCode(409);
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            night.booking(holder, reservation, nina).statusCode(200);

            assertEquals(
                    "destroy",
                    Published.value(published.await(1, "TableHold").get(0)).getString("action"));
        }
        night.holding(rival, table).statusCode(409);
        night.holding(holder, table).statusCode(409);

        night.holding(holder, night.tables.get(1)).statusCode(200);
        night.booking(night.confirmed().put("assigned_table_ids", ids(night.tables.get(1))), miles)
                .statusCode(200);
        assertEquals(0, database.count("table_hold where event_id = " + night.event));
        assertEquals(2, database.count("taken_table where event_id = " + night.event));
    }

    @Test
    void capacityAndMinimumHoldUnlessOverridden() {
        var host = night.hire("Hugo Host", "create", "read");
        var boss = night.hire("Bea Boss", "create", "read", "override_minimum", "override_party_size");
        var crowded = night.confirmed()
                .put("assigned_table_ids", ids(night.tables.get(0)))
                .put("count_males", 6);
        var cheap = night.confirmed().put("minimum", 499.99);

        night.booking(host, crowded, nina).statusCode(400).body("errors", hasKey("assigned_table_ids"));
        night.booking(host, cheap, miles).statusCode(400).body("errors", hasKey("minimum"));
        night.booking(boss, crowded, nina).statusCode(200);
        long id = night.booking(boss, cheap, miles)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");

        var manager = night.hire("Max Manager", "read", "manage");
        night.changing(manager, id, with("status", "late")).statusCode(200).body("minimum", equalTo(499.99f));
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
    void removedReservationLeavesItsTable() {
        var reservation = night.confirmed().put("assigned_table_ids", ids(night.tables.get(0)));
        long id = night.book(reservation, nina);

        night.api.deleting(PATH + "/" + id).statusCode(200);

        night.api
                .getting(PATH + "/" + id)
                .statusCode(404)
                .body("message", equalTo("Reservation " + id + " was not found"));
        night.booking(reservation, miles).statusCode(200);
    }

    @Test
    void reservationMovesToAnotherEventWithoutItsTables() {
        long id = night.book(night.confirmed().put("assigned_table_ids", ids(night.tables.get(0))), nina);
        long blues = night.anotherEvent("Blues", Night.NEXT_WEEK.plusDays(1));

        night.changing(id, with("event_id", blues)).statusCode(400).body("errors", hasKey("reservation_section_id"));
        night.changing(
                        id,
                        with("event_id", blues)
                                .put(
                                        "reservation_section_id",
                                        night.api.sectionsOf(blues).get(0)))
                .statusCode(200)
                .body("event_info.name", equalTo("Blues"))
                .body("assigned_table_ids", empty());

        assertEquals(0, database.count("taken_table where event_id = " + night.event));
        night.booking(night.confirmed(), nina).statusCode(200);
    }

    @Test
    void listsAreNarrowedByEachParameter() {
        long blues = night.anotherEvent("Blues", LocalDate.now().minusDays(7));
        long one = night.book(night.confirmed(), nina);
        long two = night.book(night.of("lead"), miles);
        long three = night.book(night.of("lead").put("event_id", blues), nina);

        night.api.getting(PATH).body("id", contains((int) one, (int) two, (int) three));
        night.api.getting(PATH, "event_id", night.event).body("id", contains((int) one, (int) two));
        night.api.getting(PATH, "section_id", night.section).body("id", contains((int) one));
        night.api.getting(PATH, "contact_id", nina).body("id", contains((int) one, (int) three));
        night.api.getting(PATH, "contact_ids", miles).body("id", contains((int) two));
        night.api.getting(PATH + "/past").body("id", contains((int) three));
        night.api.getting(PATH + "/upcoming", "contact_ids", nina).body("id", contains((int) one));
        night.api.getting(PATH, "date_end", LocalDate.now().toString()).body("id", contains((int) three));
        night.api.getting(PATH, "updated_since", "2999-01-01").body("", empty());
        night.api.getting(PATH, "page", 1).body("", hasSize(3)).header("X-Total-Count", "3");
        night.api.getting(PATH, "page", 2).body("", empty());
        night.api.getting(PATH, "page", 0).statusCode(400);
    }

    @Test
    void selectedVenuesNarrowWhatIsNotNamed() {
        long vanguard = night.api.venue("Vanguard");
        long blues = night.api.event("Blues", vanguard, Night.NEXT_WEEK);
        night.api.employing(night.venue, Api.working(night.manager));
        night.api.employing(vanguard, Api.working(night.manager));
        long one = night.book(night.confirmed(), nina);
        long two = night.book(night.of("lead").put("event_id", blues), nina);

        night.api.posting("/venues/set_filters", new JsonObject().put("venue_ids", String.valueOf(vanguard)));

        night.api.getting(PATH).body("id", contains((int) two));
        night.api.getting(PATH + "/upcoming").body("id", contains((int) two));
        night.api.getting(PATH, "event_id", night.event).body("id", contains((int) one));
        night.api.getting(PATH, "contact_id", nina).body("id", contains((int) one, (int) two));
        night.api.getting(PATH, "venue_id", night.venue).body("id", contains((int) one));
    }

    @Test
    void everybodySeesHisOwnAndThoseOfHisVenues() {
        var host = staff.hire(night.manager.companyId(), "Hugo Host")
                .may(Staff.OWN, "Reservation", "read", "create", "manage")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.EVERYTHING, "Contact", "read")
                .done();
        var elsewhere = staff.hire(night.manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(night.venue + 1), "Reservation", "manage")
                .done();
        var stranger = staff.managerOfNewCompany();
        var waitress = staff.hire(night.manager.companyId(), "Wanda Waitress")
                .may(Staff.OWN, "Reservation", "read")
                .done();
        long others = night.book(night.confirmed().put("waitress_id", waitress.userId()), nina);
        long own = night.booking(host, night.confirmed(), miles)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");

        Api.of(host).getting(PATH).body("id", contains((int) own));
        Api.of(host).getting(PATH + "/" + others).statusCode(404);
        night.changing(host, others, with("status", "late")).statusCode(404);
        night.changing(host, own, with("status", "late")).statusCode(200);
        Api.of(waitress).getting(PATH).body("id", contains((int) others));
        night.changing(waitress, others, with("status", "late")).statusCode(401);
        Api.of(elsewhere).getting(PATH).body("", empty());
        Api.of(elsewhere).deleting(PATH + "/" + others).statusCode(404);
        night.booking(elsewhere, night.confirmed(), nina).statusCode(404);
        Api.of(stranger).getting(PATH).body("", empty());
        Api.of(stranger).getting(PATH + "/" + others).statusCode(404);
        night.changing(stranger, others, with("status", "late")).statusCode(404);
        Api.of(stranger).deleting(PATH + "/" + others).statusCode(404);
        night.booking(stranger, night.confirmed(), nina).statusCode(404);
        Api.of(staff.hire(night.manager.companyId(), "Nob Ody").done())
                .getting(PATH)
                .statusCode(401);
    }

    @Test
    void contactsOfOthersAreNotFound() {
        var host = staff.hire(night.manager.companyId(), "Hugo Host")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.EVERYTHING, "Reservation", "create", "read")
                .done();

        night.booking(night.confirmed(), 999_999_999L).statusCode(404);
        night.booking(host, night.confirmed(), nina).statusCode(404);
        night.guests.tellThatIsGone("Contact", miles);
        await().until(() -> "t".equals(database.query("select gone from contact where id = " + miles)));
        night.booking(night.confirmed(), miles).statusCode(404);
    }

    @Test
    void addressesOfGuestsAreMaskedForWhoMayNotViewThemInFull() {
        var host = night.hire("Hugo Host", "read");
        var full = staff.hire(night.manager.companyId(), "Fay Full")
                .may(Staff.EVERYTHING, "Reservation", "read")
                .may(Staff.OWN, "Contact", "read", "view_full")
                .done();
        night.guests.tell(Guests.guest(nina, "Nina Simone"), "company,user:" + full.userId());
        long id = night.book(night.confirmed(), nina);
        await().untilAsserted(() ->
                Api.of(full).getting(PATH + "/" + id).body("contact_info.email", equalTo("nina.simone@guest.example")));

        Api.of(host)
                .getting(PATH + "/" + id)
                .body("contact_info.name", equalTo("Nina Simone"))
                .body("contact_info.email", nullValue())
                .body("contact_info.phone", nullValue());
        Api.of(host).getting(PATH).body("[0].contact_info.phone", nullValue());
        night.book(night.confirmed(), miles);
        Api.of(full).getting(PATH, "contact_id", miles).body("[0].contact_info.email", nullValue());
    }

    @Test
    void changesAreToldToTheVenueAndToThoseWhoHaveToDoWithIt() {
        var host = night.hire("Hugo Host", "read");
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            long id = night.book(night.confirmed().put("host_id", host.userId()), nina);
            night.changing(id, with("status", "confirmed")).statusCode(200);
            night.changing(id, with("status", "late")).statusCode(200);
            night.api.deleting(PATH + "/" + id).statusCode(200);

            var changes = published.await(3, "Reservation");
            assertEquals(
                    List.of("create", "update", "destroy"),
                    changes.stream()
                            .map(change -> Published.value(change).getString("action"))
                            .toList());
            assertEquals(
                    "nina.simone@guest.example",
                    data(changes.get(0)).getJsonObject("contact_info").getString("email"));
            assertEquals("late", data(changes.get(1)).getString("status"));
            assertEquals(
                    Set.of(
                            "company",
                            "venue:" + night.venue,
                            "user:" + host.userId(),
                            "user:" + night.manager.userId()),
                    audience(changes.get(2)));
        }
    }

    @Test
    void eventTellsOfReservationsWhenTheyMoveWhatItCounts() {
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            long id = night.book(night.confirmed().put("assigned_table_ids", ids(night.tables.get(0))), nina);
            night.book(night.confirmed().put("minimum", 750.5), miles);
            await().until(() -> told(published).getInteger("total_reservations_count") == 2);
            assertEquals(1250.5, told(published).getDouble("total_reservation_minimums"));
            assertEquals(1, available(told(published)));
            await().until(() -> moved() == 0);

            night.changing(id, with("status", "late").put("note", "Birthday")).statusCode(200);
            assertEquals(0, moved());

            night.changing(id, with("status", "canceled")).statusCode(200);
            await().until(() -> told(published).getInteger("total_reservations_count") == 1);
            assertEquals(750.5, told(published).getDouble("total_reservation_minimums"));
            assertEquals(2, available(told(published)));
        }
    }

    private static JsonObject told(Published published) {
        var changes = published.await(1, "Event");
        return data(changes.get(changes.size() - 1));
    }

    private static int available(JsonObject event) {
        return event.getJsonArray("sections").getJsonObject(0).getInteger("available_places");
    }

    private long moved() {
        return database.count("event_announcement where moved and event_id = " + night.event);
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
    void eventWithGuestsStays() {
        long id = night.book(night.confirmed(), nina);

        night.api.deleting("/events/" + night.event).statusCode(403).body("message", containsString("reservations"));
        night.api
                .putting("/events/" + night.event, new JsonObject().put("event", with("state", "inactive")))
                .statusCode(403);
        night.changing(id, with("status", "canceled")).statusCode(200);
        night.api
                .putting("/events/" + night.event, new JsonObject().put("event", with("state", "inactive")))
                .statusCode(200);
        night.booking(night.confirmed(), miles).statusCode(400);
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            night.api.deleting("/events/" + night.event).statusCode(200);
            assertEquals(
                    "destroy Reservation/" + id,
                    Published.summary(published.await(1, "Reservation").get(0)));
        }
    }

    @Test
    void pastEventWithoutCloseOutsCanGo() {
        long blues = night.anotherEvent("Blues", LocalDate.now().minusDays(7));
        long id = night.book(night.of("lead").put("event_id", blues), nina);
        night.changing(id, with("closeout", true)).statusCode(200);

        night.api.deleting("/events/" + blues).statusCode(403);
        night.changing(id, with("closeout", false)).statusCode(200);
        night.api.deleting("/events/" + blues).statusCode(200);
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
