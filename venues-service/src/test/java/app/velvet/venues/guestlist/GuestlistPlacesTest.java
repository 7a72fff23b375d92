package app.velvet.venues.guestlist;

import static app.velvet.venues.guestlist.Party.PATH;
import static app.velvet.venues.guestlist.Party.field;
import static app.velvet.venues.guestlist.Party.type;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** There is room for as many as a type says, whatever becomes of the guestlists that take it. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class GuestlistPlacesTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Party party;

    @BeforeEach
    void openEvent() {
        party = new Party(staff);
    }

    @AfterEach
    void closeEvent() {
        party.close();
    }

    private void requireFull() {
        party.listing(party.with(1, 0), party.guests.come("One More"))
                .statusCode(409)
                .body("message", equalTo("There are not enough places left as Gentlemen"));
    }

    private void requireOneFree() {
        long id = party.list(party.with(1, 0));
        requireFull();
        party.api.deleting(PATH + "/" + id).statusCode(200);
    }

    @Test
    void placesAreTakenByGuestsNotByGuestlists() {
        party.list(party.with(6, 5));
        party.listing(party.with(5, 0), party.guests.come("One More")).statusCode(409);
        party.listing(party.with(0, 1), party.guests.come("One Lady"))
                .statusCode(409)
                .body("message", equalTo("There are not enough places left as Ladies"));
        party.list(party.with(4, 0));

        requireFull();
        party.list(party.plain().put("count_males", 50).put("type_for_males_id", party.friends));
        party.list(party.plain().put("count_males", 50));
    }

    @Test
    void noneOfManyIsPutDownIfThereIsNoRoomForAll() {
        var guests = new Long[11];
        for (int i = 0; i < guests.length; i++) {
            guests[i] = party.guests.come("Guest " + i);
        }

        party.listing(party.with(1, 0), guests).statusCode(409);

        assertEquals(0, database.count("guestlist where event_id = " + party.event));
    }

    @Test
    void placesAreFreeAgainOnceTheyAreNotTaken() {
        long id = party.list(party.with(10, 0));
        requireFull();
        party.changing(id, field("count_males", 9)).statusCode(200);
        requireOneFree();
        party.changing(id, field("count_males", 11)).statusCode(409);
        party.changing(id, field("count_males", 10)).statusCode(200);
        requireFull();

        party.changing(id, field("status", "no_show")).statusCode(200);
        long other = party.list(party.with(10, 0));
        party.changing(id, field("status", "confirmed")).statusCode(409);
        party.changing(other, field("type_for_males_id", party.friends)).statusCode(200);
        party.changing(id, field("status", "confirmed")).statusCode(200);
        party.changing(other, field("type_for_males_id", party.gentlemen)).statusCode(409);
        requireFull();
        party.api.deleting(PATH + "/" + id).statusCode(200);
        party.changing(other, field("type_for_males_id", party.gentlemen)).statusCode(200);
    }

    @Test
    void eachEventHasItsOwnPlaces() {
        party.list(party.with(10, 5));
        long elsewhere = party.anotherEvent("Blues", Party.NEXT_WEEK);

        party.list(party.with(10, 5).put("event_id", elsewhere));
    }

    /** What was agreed upon before stays, but nobody is added. */
    @Test
    void fewerPlacesTurnNobodyAway() {
        long id = party.list(party.with(8, 0));
        party.api
                .putting(
                        "/guestlist_templates/" + party.template,
                        field(
                                "guestlist_template",
                                field(
                                        "guestlist_types",
                                        JsonArray.of(
                                                type("Gentlemen", "male")
                                                        .put("id", party.gentlemen)
                                                        .put("person_count", 5),
                                                type("Ladies", "female").put("id", party.ladies)))))
                .statusCode(200);

        party.changing(id, field("note", "Still welcome")).statusCode(200);
        party.changing(id, field("count_males", 7)).statusCode(200);
        party.changing(id, field("count_males", 8)).statusCode(409);
        requireFull();
    }
}
