package app.velvet.contacts.contact;

import static app.velvet.contacts.Venues.closedOut;
import static app.velvet.contacts.Venues.guestlist;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.Venues.reservation;
import static java.util.stream.Collectors.toSet;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private Published published;
    private long nina;

    @BeforeEach
    void createContact() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
        venues = new Venues(manager.companyId());
        published = Published.on("contacts.changes", manager.companyId());
        nina = contacts.create("Nina Simone");
        published.await(2);
    }

    @AfterEach
    void close() {
        venues.close();
        published.close();
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

    /** The n-th change of the contact since it was created, once it is published. */
    private ConsumerRecord<String, String> change(int n) {
        return published.await(1 + n, "Contact").get(n);
    }

    @Test
    void changeOfTheStatisticsIsPublishedAndNoChangeOfTheContact() {
        var updatedAt = contacts.ids("updated_since", "2026-01-01");
        long reservation = newId();
        venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "lead", "lead"), VENUE);
        assertEquals("update Contact/" + nina, Published.summary(change(1)));
        assertEquals(1, Published.data(change(1)).getInteger("reservations_count"));

        venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "prospect", "prospect"), VENUE);
        venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-09", "prospect", "prospect"), VENUE);
        assertEquals("update Contact/" + nina, Published.summary(change(2)));
        assertEquals("2026-05-09", Published.data(change(2)).getString("last_reservation"));
        assertEquals(updatedAt, contacts.ids("updated_since", "2026-01-01"));
    }

    @Test
    void venueOfABookingIsToldOfTheContactUntilNoBookingIsThere() {
        contacts.updating(nina, new JsonObject().put("contact_owners", new JsonArray()))
                .statusCode(200);
        assertEquals(Set.of("company"), Published.audience(change(1)));
        long reservation = newId();
        long guestlist = newId();

        venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "loss", "loss"), VENUE);
        assertEquals(Set.of("company", "venue:7"), Published.audience(change(2)));
        venues.tellOfGuestlist(guestlist, guestlist(nina, 2, "2026-05-09", "lead", "lead"), VENUE);
        assertEquals(Set.of("company", "venue:7"), Published.audience(change(3)));
        venues.tellOfReservation(reservation, reservation(nina, 3, "2026-05-02", "loss", "loss"), OTHER_VENUE);
        assertEquals(Set.of("company", "venue:7", "venue:8"), Published.audience(change(4)));
        venues.tellThatIsGone("Guestlist", guestlist);
        assertEquals(Set.of("company", "venue:8"), Published.audience(change(5)));
        venues.tellThatIsGone("Reservation", reservation);
        assertEquals(Set.of("company"), Published.audience(change(6)));
    }

    @Test
    void bookingThatGoesToAnotherContactTakesItsVenueAlong() {
        long otis = contacts.create("Otis Redding");
        long reservation = newId();
        venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "lead", "lead"), VENUE);
        awaitStatistic("reservations_count", 1);

        venues.tellOfReservation(reservation, reservation(otis, 1, "2026-05-02", "lead", "lead"), VENUE);

        var moved = published.await(5, "Contact").subList(3, 5);
        assertEquals(
                List.of("update Contact/" + nina, "update Contact/" + otis),
                moved.stream().map(Published::summary).toList());
        assertEquals(ofManagerAt(), Published.audience(moved.get(0)));
        assertEquals(ofManagerAt(VENUE), Published.audience(moved.get(1)));
    }

    @Test
    void audienceIsToldOfAlsoWhereTheContactSaysTheSame() {
        long reservation = newId();
        venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "lead", "lead"), VENUE);
        var before = change(1);

        venues.tellOfReservation(reservation, reservation(nina, 2, "2026-05-02", "lead", "lead"), OTHER_VENUE);

        assertEquals(Published.data(before), Published.data(change(2)));
        assertEquals(ofManagerAt(VENUE), Published.audience(before));
        assertEquals(ofManagerAt(OTHER_VENUE), Published.audience(change(2)));
    }

    /** The audience of a contact of the manager's that has been at these venues, too. */
    private Set<String> ofManagerAt(Long... venueIds) {
        return Stream.concat(
                        Stream.of("company", "venue:1", "user:" + manager.userId()),
                        Stream.of(venueIds).map(id -> "venue:" + id))
                .collect(toSet());
    }

    @Test
    void ownersFollowTheirContactAndQualificationsDoNot() {
        contacts.put(
                        nina,
                        new JsonObject()
                                .put(
                                        "contact_qualifications",
                                        Contacts.qualifications(Contacts.qualification(2, "qualified"))))
                .statusCode(200);
        published.await(2, "ContactOwner");

        venues.tellOfReservation(newId(), reservation(nina, 1, "2026-05-02", "lead", "lead"), VENUE);

        assertEquals(
                ofManagerAt(2L, VENUE),
                Published.audience(published.await(3, "ContactOwner").get(2)));
        contacts.create("Etta James");
        published.await(4, "ContactOwner");
        assertEquals(1, published.await(1, "ContactQualification").size());
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
