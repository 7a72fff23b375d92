package app.velvet.contacts.contact;

import static app.velvet.contacts.Venues.closedOut;
import static app.velvet.contacts.Venues.guestlist;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.Venues.reservation;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactStatisticsTest {

    private static final long VENUE = 7;
    private static final long OTHER_VENUE = 8;

    @Inject
    Staff staff;

    private Member manager;
    private Contacts contacts;
    private Venues venues;
    private long nina;

    @BeforeEach
    void createContact() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
        venues = new Venues(manager.companyId());
        nina = contacts.create("Nina Simone");
    }

    @AfterEach
    void close() {
        venues.close();
    }

    private void awaitStatistic(String field, Object value) {
        await().until(() -> contacts.get(nina).get(field), equalTo(value));
    }

    private ValidatableResponse expenditures(Object... venueId) {
        var request = manager.asks();
        if (venueId.length > 0) {
            request.queryParam("venue_id", venueId);
        }
        return request.when().get(Contacts.PATH + "/" + nina + "/expenditures").then();
    }

    @Test
    void closedOutReservationsCountWithTheirMoney() {
        venues.tellOfReservation(
                newId(), closedOut(reservation(nina, 1, "2026-05-02", "win", "paid"), 1200.50, 100), VENUE);
        venues.tellOfReservation(
                newId(), closedOut(reservation(nina, 2, "2026-05-09", "win", "completed"), 300, 0), OTHER_VENUE);
        venues.tellOfReservation(newId(), reservation(nina, 3, "2026-06-06", "loss", "no_show"), VENUE);
        venues.tellOfReservation(newId(), reservation(nina, 4, "2026-06-13", "loss", "canceled"), VENUE);

        awaitStatistic("cancellations", 1);
        contacts.getting(nina)
                .body("total_spent", equalTo(1500.5f))
                .body("average_spent", equalTo(750.25f))
                .body("highest_spent", equalTo(1200.5f))
                .body("total_comp", equalTo(100.0f))
                .body("reservations_count", equalTo(4))
                .body("guestlists_count", equalTo(0))
                .body("campaigns_count", equalTo(0))
                .body("no_shows", equalTo(1))
                .body("last_reservation", equalTo("2026-06-13"))
                .body("last_visit", equalTo("2026-05-09"))
                .body("visited_venue_ids", equalTo(List.of((int) VENUE, (int) OTHER_VENUE)));
    }

    @Test
    void guestlistsCountOnceTheGuestsWereCounted() {
        long guestlist = newId();
        venues.tellOfGuestlist(guestlist, guestlist(nina, 1, "2026-05-02", "win", "confirmed"), VENUE);
        awaitStatistic("guestlists_count", 1);
        contacts.getting(nina).body("last_visit", nullValue()).body("last_reservation", nullValue());

        venues.tellOfGuestlist(
                guestlist,
                guestlist(nina, 1, "2026-05-02", "win", "all_arrived").put("actual_count_males", 2),
                VENUE);

        awaitStatistic("last_visit", "2026-05-02");
        contacts.getting(nina).body("visited_venue_ids", equalTo(List.of((int) VENUE)));
    }

    @Test
    void expendituresAreThoseOfTheVenueThatIsAskedFor() {
        venues.tellOfReservation(
                newId(), closedOut(reservation(nina, 1, "2026-05-02", "win", "paid"), 1200.50, 100), VENUE);
        venues.tellOfReservation(
                newId(), closedOut(reservation(nina, 2, "2026-05-09", "win", "paid"), 300, 0), OTHER_VENUE);
        awaitStatistic("reservations_count", 2);

        assertEquals(
                new JsonObject("""
                        {"total_spent": 1500.5, "average_spent": 750.25, "highest_spent": 1200.5, "total_comp": 100.0,
                         "reservations": 2, "campaigns": 0, "guestlists": 0, "no_shows": 0, "cancellations": 0,
                         "last_reservation": "2026-05-09"}
                        """),
                new JsonObject(expenditures().statusCode(200).extract().asString()));
        expenditures(OTHER_VENUE)
                .statusCode(200)
                .body("total_spent", equalTo(300.0f))
                .body("reservations", equalTo(1));
        expenditures(99).statusCode(200).body("reservations", equalTo(0)).body("last_reservation", nullValue());
        expenditures("x").statusCode(400).body("errors.venue_id", equalTo(List.of("is invalid")));
    }

    @Test
    void expendituresAreForThoseWhoMayReadTheContact() {
        var stranger = staff.managerOfNewCompany();
        stranger.asks()
                .when()
                .get(Contacts.PATH + "/" + nina + "/expenditures")
                .then()
                .statusCode(404)
                .body("message", equalTo("Contact " + nina + " was not found"));
    }

    @Test
    void changeOfTheStatisticsIsPublishedAndNoChangeOfTheContact() {
        var updatedAt = contacts.ids("updated_since", "2026-01-01");
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            long reservation = newId();
            venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "lead", "lead"), VENUE);
            venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "prospect", "prospect"), VENUE);
            venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-09", "prospect", "prospect"), VENUE);

            var changes = published.await(2);
            assertEquals(
                    List.of("update Contact/" + nina, "update Contact/" + nina),
                    changes.stream().map(Published::summary).toList());
            assertEquals(1, Published.data(changes.get(0)).getInteger("reservations_count"));
            assertEquals("2026-05-09", Published.data(changes.get(1)).getString("last_reservation"));
            assertEquals(updatedAt, contacts.ids("updated_since", "2026-01-01"));
        }
    }

    @Test
    void contactThatIsExpectedSomewhereStays() {
        venues.tellOfVenue(VENUE, "America/New_York");
        venues.tellOfEvent(901, Venues.event(VENUE, "2100-05-02", "22:00", "04:00"));
        long reservation = newId();
        venues.tellOfReservation(reservation, reservation(nina, 901, "2100-05-02", "win", "confirmed"), VENUE);
        awaitStatistic("reservations_count", 1);

        contacts.deleting(nina).statusCode(403).body("message", equalTo("This contact can not be deleted"));

        venues.tellOfReservation(reservation, reservation(nina, 901, "2100-05-02", "loss", "canceled"), VENUE);
        awaitStatistic("cancellations", 1);
        contacts.deleting(nina).statusCode(200);
    }

    @Test
    void contactWhoseEventsAreOverMayBeRemoved() {
        venues.tellOfVenue(VENUE, "America/New_York");
        venues.tellOfEvent(902, Venues.event(VENUE, "2026-05-02", "22:00", "04:00"));
        venues.tellOfGuestlist(newId(), guestlist(nina, 902, "2026-05-02", "win", "confirmed"), VENUE);
        awaitStatistic("guestlists_count", 1);

        contacts.deleting(nina).statusCode(200);
    }

    @Test
    void bookingOfAnUnknownContactChangesNothing() {
        venues.tellOfReservation(newId(), reservation(987_654_321, 1, "2026-05-02", "win", "paid"), VENUE);
        venues.tellOfReservation(newId(), reservation(nina, 1, "2026-05-02", "win", "paid"), VENUE);

        awaitStatistic("reservations_count", 1);
    }
}
