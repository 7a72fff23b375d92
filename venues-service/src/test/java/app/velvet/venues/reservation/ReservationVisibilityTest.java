package app.velvet.venues.reservation;

import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
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
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees which reservations, and what of their guests. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ReservationVisibilityTest {

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
}
