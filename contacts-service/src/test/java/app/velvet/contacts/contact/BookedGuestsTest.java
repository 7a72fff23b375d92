package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.VenuesService.newKey;
import static app.velvet.contacts.VenuesService.qualification;
import static app.velvet.contacts.contact.Contacts.named;
import static io.restassured.http.ContentType.JSON;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.VenuesService;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a booking in venues-service does to contacts. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class BookedGuestsTest {

    @Inject
    Staff staff;

    @Inject
    Work work;

    @Inject
    VenuesService venues;

    private Member manager;
    private Contacts contacts;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
    }

    private static JsonObject bringing(JsonObject contact) {
        return new JsonObject().put("contact", contact);
    }

    private long take(Member member, String key, JsonObject command) {
        return venues.takingContact(member, key, command)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("contact.id");
    }

    @Test
    void guestIsMadeWithOwnersAndTags() {
        venues.takingContact(
                        manager,
                        newKey(),
                        bringing(named("Nina Simone", "nina@guest.example")
                                .put("contact_owners", JsonArray.of(Contacts.owner(manager, 5)))))
                .statusCode(200)
                .body("created", equalTo(true))
                .body("contact.name", equalTo("Nina Simone"))
                .body("contact.email", equalTo("nina@guest.example"))
                .body("audience", contains("company", "user:" + manager.userId(), "venue:5"));
    }

    @Test
    void guestIsMadeOncePerKeyEvenWithoutAnAddress() {
        var key = newKey();
        var command = bringing(named("Nina Simone")).put("must_be_reachable", false);

        long id = take(manager, key, command);

        assertEquals(id, take(manager, key, command));
        assertNotEquals(id, take(manager, newKey(), command));
        assertEquals(2, contacts.ids().size());
    }

    @Test
    void ofTheSameCommandDeliveredManyTimesAtOnceOneIsCarriedOut() {
        var key = newKey();
        var command = bringing(named("Nina Simone")).put("must_be_reachable", false);

        var ids = Stream.generate(() -> CompletableFuture.supplyAsync(() -> take(manager, key, command)))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(toSet());

        assertEquals(1, ids.size());
        assertEquals(List.copyOf(ids), contacts.ids());
    }

    @Test
    void guestWithoutAnAddressIsRefusedUnlessToldOtherwise() {
        venues.takingContact(manager, newKey(), bringing(named("Nina Simone")))
                .statusCode(400)
                .body("errors.email", hasItem("can't be blank"));
        venues.takingContact(
                        manager,
                        newKey(),
                        bringing(new JsonObject().put("phone", "2125551234")).put("must_be_reachable", false))
                .statusCode(400)
                .body("errors.first_name", hasItem("can't be blank"));
    }

    @Test
    void whoHasTheAddressAlreadyIsTakenAsHeIsThoughTheCallerMayNotSeeHim() {
        long nina = contacts.create(named("Nina Simone", "nina@guest.example"));
        var host = staff.hire(manager.companyId(), "Hugo Host")
                .may(OWN, "Contact", "read")
                .done();

        venues.takingContact(host, newKey(), bringing(named("Nina S", "NINA@guest.example")))
                .statusCode(200)
                .body("created", equalTo(false))
                .body("contact.id", equalTo((int) nina))
                .body("contact.name", equalTo("Nina Simone"))
                .body("contact.contact_owners.user_id", contains((int) manager.userId()));

        contacts.getting(nina).body("name", equalTo("Nina Simone"));
        Contacts.of(host).getting(nina).statusCode(404);
    }

    @Test
    void emailCountsBeforePhone() {
        long byPhone = contacts.create(named("Miles Davis").put("phone", "(212)555-1234"));
        long byEmail = contacts.create(named("Nina Simone", "nina@guest.example"));

        assertEquals(
                byEmail,
                take(
                        manager,
                        newKey(),
                        bringing(named("N", "nina@guest.example").put("phone", "(212)555-1234"))));
        assertEquals(byPhone, take(manager, newKey(), bringing(named("M").put("phone", "2125551234"))));
    }

    @Test
    void newGuestTakesTheRightToMakeContacts() {
        var host = staff.hire(manager.companyId(), "Hugo Host")
                .may(EVERYTHING, "Contact", "read")
                .done();
        var promoter =
                staff.hire(manager.companyId(), "Pia Promoter").asPromoter().done();
        var command = bringing(named("Nina Simone", "nina@guest.example"));

        venues.takingContact(host, newKey(), command).statusCode(401);
        venues.takingContact(promoter, newKey(), command)
                .statusCode(200)
                .body("created", equalTo(true))
                .body("contact.contact_owners.user_id", contains((int) promoter.userId()));
    }

    @Test
    void guestOfOneCompanyIsNotTakenByAnother() {
        contacts.create(named("Nina Simone", "nina@guest.example"));
        var rival = staff.managerOfNewCompany();

        venues.takingContact(rival, newKey(), bringing(named("Nina Simone", "nina@guest.example")))
                .statusCode(200)
                .body("created", equalTo(true));
    }

    @Test
    void onlyServicesWithAKeyAreServed() {
        var command = bringing(named("Nina Simone", "nina@guest.example"));

        venues.takingContact(manager, null, command).statusCode(400);
        manager.asks()
                .contentType(JSON)
                .header("Idempotency-Key", newKey())
                .body(command.encode())
                .when()
                .post("/internal/contacts")
                .then()
                .statusCode(401);
        assertEquals(List.of(), contacts.ids());
    }

    @Test
    void venueThinksOfAGuestWhatItsBookingSaysOnce() {
        long nina = contacts.create("Nina Simone");
        var key = newKey();
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            venues.qualifying(key, qualification(manager, nina, 7, "qualified")).statusCode(200);
            contacts.getting(nina).body("contact_qualifications.venue_id", contains(7));
            venues.qualifying(newKey(), qualification(manager, nina, 7, "unqualified"))
                    .statusCode(200);

            venues.qualifying(key, qualification(manager, nina, 7, "qualified")).statusCode(200);

            contacts.getting(nina).body("contact_qualifications.status", contains("unqualified"));
            assertEquals(
                    List.of("create", "update"),
                    published.await(2, "ContactQualification").stream()
                            .map(change -> Published.value(change).getString("action"))
                            .toList());
        }
    }

    @Test
    void nothingIsThoughtOfAGuestWhoIsGone() {
        long nina = contacts.create("Nina Simone");
        contacts.deleting(nina).statusCode(200);

        venues.qualifying(newKey(), qualification(manager, nina, 7, "qualified"))
                .statusCode(200)
                .body("errors", nullValue());

        assertEquals(0, work.count("contact_qualification where contact_id = " + nina));
    }

    @Test
    void commandThatFailsLeavesItsKeyFree() {
        var key = newKey();
        venues.takingContact(
                        manager,
                        key,
                        bringing(named("Nina Simone", "nina@guest.example").put("tag_ids", JsonArray.of(999_999))))
                .statusCode(400);

        assertEquals(0, work.count("carried_out_command where key = '" + key + "'"));
        contacts.listing().body("", empty());
    }
}
