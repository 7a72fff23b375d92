package app.velvet.venues.guestlist;

import static app.velvet.venues.guestlist.Party.PATH;
import static app.velvet.venues.guestlist.Party.field;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.ContactsServicePort;
import app.velvet.venues.Database;
import app.velvet.venues.FakeContactsService;
import app.velvet.venues.FakeContactsService.Trouble;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What guestlists need of contacts-service, whatever becomes of that meanwhile. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
@WithTestResource(ContactsServicePort.class)
class GuestlistsWithoutContactsServiceTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Party party;
    private long nina;
    private FakeContactsService contacts;
    private boolean running;

    @BeforeEach
    void openEvent() {
        database.execute("delete from pending_command");
        contacts = new FakeContactsService();
        startContacts();
        party = new Party(staff);
        nina = party.guests.come("Nina Simone");
    }

    @AfterEach
    void closeEvent() {
        if (running) {
            stopContacts();
        }
        party.close();
    }

    private void startContacts() {
        contacts.start();
        running = true;
    }

    private void stopContacts() {
        contacts.stop();
        running = false;
    }

    private long pending() {
        return database.count("pending_command where company_id = " + party.manager.companyId());
    }

    private ValidatableResponse bringing(Staff.Member member, JsonObject guest) {
        return Api.of(member)
                .posting(PATH, new JsonObject().put("contact", guest).put("guestlist", party.plain()));
    }

    @Test
    void guestIsMadeOnce() {
        var ella = field("name", "Ella Fitzgerald").put("email", "ella@guest.example");
        bringing(party.manager, ella)
                .statusCode(200)
                .body("[0].contact_name", equalTo("Ella Fitzgerald"))
                .body("[0].contact_info.email", equalTo("ella@guest.example"));

        bringing(party.manager, ella).statusCode(409);
        assertEquals(1, contacts.contacts().size());
    }

    @Test
    void onlyGuestsOfPromotersNeedNotBeReachable() {
        var unreachable = field("name", "Ella Fitzgerald");
        bringing(party.manager, unreachable).statusCode(400).body("errors", hasKey("email"));

        bringing(party.promoter("Pia Promoter"), unreachable)
                .statusCode(200)
                .body("[0].contact_name", equalTo("Ella Fitzgerald"));
    }

    @Test
    void nobodyIsPutDownWithoutAContact() {
        stopContacts();

        bringing(party.manager, field("name", "Ella").put("email", "ella@guest.example"))
                .statusCode(503);
        assertEquals(0, database.count("guestlist where event_id = " + party.event));
    }

    @Test
    void notesAndQualificationAreInTheAnswer() {
        long id = party.listing(
                        party.plain()
                                .put("notes", JsonArray.of("Corner", "Window"))
                                .put("qualification", "qualified"),
                        nina)
                .statusCode(200)
                .body("[0].notes.text", containsInAnyOrder("Corner", "Window"))
                .body("[0].qualification", equalTo("qualified"))
                .extract()
                .jsonPath()
                .getLong("[0].id");

        assertEquals(0, pending());
        party.changing(id, field("notes", JsonArray.of("Stage")))
                .statusCode(200)
                .body("notes.text", contains("Stage"));
        var note = contacts.notes().get(0);
        assertEquals(id, note.getLong("guestlist_id"));
        assertEquals("Jazz", note.getString("event_name"));
        assertEquals(
                JsonArray.of("company", "user:" + party.manager.userId(), "venue:" + party.venue),
                note.getJsonArray("audience"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"CUT_BEFORE", "CUT_AFTER", "OVERLOADED"})
    void whatIsNotTakenAtOnceFollowsOnce(Trouble trouble) {
        contacts.meets(trouble);
        party.listing(party.plain().put("notes", JsonArray.of("Corner")), nina)
                .statusCode(200)
                .body("[0].notes", empty());

        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        assertEquals(List.of("Corner"), contacts.noteTexts());
    }

    @Test
    void listingGoesOnWhileContactsServiceIsDown() {
        stopContacts();
        long id = party.list(party.plain().put("notes", JsonArray.of("Corner")), nina);
        long removed = party.list(party.plain().put("notes", JsonArray.of("Never")));
        assertEquals(2, pending());
        party.api.deleting(PATH + "/" + removed).statusCode(200);
        party.changing(id, field("notes", JsonArray.of("More"))).statusCode(200);

        startContacts();

        await().atMost(Duration.ofSeconds(60)).until(() -> pending() == 0);
        assertEquals(List.of("Corner", "More"), contacts.noteTexts());
    }
}
