package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.ContactsServicePort;
import app.velvet.venues.Database;
import app.velvet.venues.FakeContactsService;
import app.velvet.venues.FakeContactsService.Trouble;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What bookings need of contacts-service, whatever becomes of that meanwhile. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
@WithTestResource(ContactsServicePort.class)
class ContactsServiceDownTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Night night;
    private long nina;
    private FakeContactsService contacts;
    private boolean running;

    @BeforeEach
    void openEvent() {
        database.execute("delete from pending_command");
        contacts = new FakeContactsService();
        startContacts();
        night = new Night(staff);
        nina = night.guests.come("Nina Simone");
    }

    @AfterEach
    void closeEvent() {
        if (running) {
            stopContacts();
        }
        night.close();
    }

    private void startContacts() {
        contacts.start();
        running = true;
    }

    private void stopContacts() {
        contacts.stop();
        running = false;
    }

    private static JsonObject guest(String name, String email) {
        return new JsonObject().put("name", name).put("email", email);
    }

    private ValidatableResponse bringing(Staff.Member member, JsonObject guest) {
        return Api.of(member)
                .posting(PATH, new JsonObject().put("contact", guest).put("reservation", night.confirmed()));
    }

    private long pending() {
        return database.count("pending_command where company_id = " + night.manager.companyId());
    }

    private long reservations() {
        return database.count("reservation where company_id = " + night.manager.companyId());
    }

    @Test
    void guestIsMadeAndCanBeReadBeforeAnyChangeTellsOfHim() {
        long id = bringing(night.manager, guest("Ella Fitzgerald", "ella@guest.example"))
                .statusCode(200)
                .body("[0].contact_info.name", equalTo("Ella Fitzgerald"))
                .extract()
                .jsonPath()
                .getLong("[0].id");

        night.api.getting(PATH + "/" + id).body("contact_info.email", equalTo("ella@guest.example"));
        bringing(night.manager, guest("Ella F", "ella@guest.example")).statusCode(409);
        assertEquals(1, contacts.contacts().size());
    }

    @Test
    void ofAGuestWhomHeMayNotSeeTheCallerSeesWhatHeTyped() {
        bringing(night.manager, guest("Ella Fitzgerald", "ella@guest.example")).statusCode(200);
        long blues = night.anotherEvent("Blues", Night.NEXT_WEEK);
        var host = staff.hire(night.manager.companyId(), "Hugo Host")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.EVERYTHING, "Reservation", "create", "read")
                .done();

        Api.of(host)
                .posting(
                        PATH,
                        new JsonObject()
                                .put("contact", guest("Ella F", "ella@guest.example"))
                                .put("reservation", night.of("lead").put("event_id", blues)))
                .statusCode(200)
                .body("[0].contact_info.name", equalTo("Ella F"))
                .body("[0].contact_info.email", equalTo("ella@guest.example"))
                .body("[0].contact_info.state", nullValue());
    }

    @Test
    void onlyAPromotersGuestNeedsNoAddress() {
        var promoter = night.promoter("Pia Promoter");

        bringing(night.manager, new JsonObject().put("name", "Ella"))
                .statusCode(400)
                .body("errors", hasKey("email"));
        bringing(promoter, new JsonObject().put("name", "Ella")).statusCode(200);
        bringing(night.manager, new JsonObject().put("name", "Ella").put("originator_id", promoter.userId()))
                .statusCode(200)
                .body("[0].originator_id", equalTo((int) promoter.userId()));
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void withoutAnAnswerNothingIsBookedAndTheRetryFindsTheGuest(Trouble trouble) {
        contacts.goesOnMeeting(trouble);
        bringing(night.manager, guest("Ella Fitzgerald", "ella@guest.example"))
                .statusCode(503)
                .header("Retry-After", notNullValue());
        assertEquals(0, reservations());
        contacts.goesOnMeeting(null);

        bringing(night.manager, guest("Ella Fitzgerald", "ella@guest.example")).statusCode(200);
        assertEquals(1, contacts.contacts().size());
        assertEquals(1, reservations());
    }

    /** Several connections are kept to it. */
    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"CUT_BEFORE", "CUT_AFTER", "LEAVING"})
    void whoMeetsAReplicaThatLeavesNoticesNothing(Trouble trouble) {
        contacts.meets(trouble, trouble);
        bringing(night.manager, guest("Ella Fitzgerald", "ella@guest.example")).statusCode(200);
        assertEquals(1, contacts.contacts().size());
        assertEquals(1, reservations());
    }

    @Test
    void guestWithoutAnAddressIsMadeOnceForTheSameKey() {
        var promoter = night.promoter("Pia Promoter");
        var request = new JsonObject()
                .put("contact", new JsonObject().put("name", "Ella"))
                .put("reservation", night.confirmed());
        var statuses = IntStream.range(0, 3)
                .peek(i -> contacts.goesOnMeeting(i == 0 ? Trouble.CUT_AFTER : null))
                .map(i -> promoter.asks()
                        .contentType("application/json")
                        .header("Idempotency-Key", "ella")
                        .body(request.encode())
                        .when()
                        .post("/api/v1" + PATH)
                        .statusCode())
                .boxed()
                .toList();

        assertEquals(List.of(503, 200, 200), statuses);
        assertEquals(1, contacts.contacts().size());
        assertEquals(1, reservations());
    }

    @Test
    void guestIsNotMadeForWhatCannotBeBooked() {
        bringing(staff.managerOfNewCompany(), guest("Ella", "ella@guest.example"))
                .statusCode(404);
        bringing(night.hire("Hugo Host", "read"), guest("Ella", "ella@guest.example"))
                .statusCode(401);

        assertEquals(List.of(), contacts.contacts());
    }

    @Test
    void notesAndQualificationAreInTheAnswer() {
        long id = night.booking(
                        night.confirmed()
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
        night.changing(id, with("notes", JsonArray.of("Stage"))).statusCode(200).body("notes.text", contains("Stage"));
        assertEquals(List.of("Corner", "Stage", "Window"), contacts.noteTexts());
        var note = contacts.notes().get(0);
        assertEquals("Jazz", note.getString("event_name"));
        assertEquals(
                JsonArray.of("company", "user:" + night.manager.userId(), "venue:" + night.venue),
                note.getJsonArray("audience"));
        assertEquals(night.venue, contacts.qualifications().get(0).getLong("venue_id"));
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whatIsNotTakenAtOnceFollowsOnce(Trouble trouble) {
        contacts.meets(trouble);
        night.booking(night.confirmed().put("notes", JsonArray.of("Corner")), nina)
                .statusCode(200)
                .body("[0].notes", empty());
        if (trouble == Trouble.SILENCE) {
            stopContacts();
            startContacts();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        assertEquals(List.of("Corner"), contacts.noteTexts());
    }

    @Test
    void moreThanCanBeTakenAtOnceFollowsWithoutBeingWaitedFor() {
        var guests = LongStream.range(0, 30)
                .mapToObj(i -> night.guests.come("Guest " + i))
                .toArray(Long[]::new);

        night.booking(night.confirmed().put("notes", JsonArray.of("Corner", "Window")), guests)
                .statusCode(200)
                .body("notes.flatten()", empty());

        await().atMost(Duration.ofSeconds(60)).until(() -> pending() == 0);
        assertEquals(60, contacts.notes().size());
    }

    @Test
    void notesForManyGuestsAreNotWithoutMeasure() {
        var guests = LongStream.range(1, 101).boxed().toArray(Long[]::new);
        var notes = new JsonArray(Collections.nCopies(11, "Corner"));

        night.booking(night.confirmed().put("notes", notes), guests)
                .statusCode(400)
                .body("errors", hasKey("notes"));
    }

    @Test
    void bookingGoesOnWhileContactsServiceIsDownAndNothingIsForgotten() {
        stopContacts();
        var ids = IntStream.range(0, 5)
                .mapToObj(i -> night.guests.come("Guest " + i))
                .map(guest -> night.book(
                        night.confirmed()
                                .put("notes", JsonArray.of("Note " + guest))
                                .put("qualification", "qualified"),
                        guest))
                .toList();
        night.changing(ids.get(0), with("status", "late").put("notes", JsonArray.of("More")))
                .statusCode(200);
        bringing(night.manager, guest("Ella", "ella@guest.example")).statusCode(503);
        assertEquals(11, pending());

        startContacts();

        await().atMost(Duration.ofSeconds(90)).until(() -> pending() == 0);
        assertEquals(6, contacts.notes().size());
        assertEquals(6, contacts.noteTexts().stream().distinct().count());
        assertEquals(5, contacts.qualifications().size());
    }

    @Test
    void nobodyWritesNotesAboutWhatIsRemoved() {
        stopContacts();
        long id = night.book(night.confirmed().put("notes", JsonArray.of("Corner")), nina);

        night.api.deleting(PATH + "/" + id).statusCode(200);

        assertEquals(0, pending());
    }

    /** Whichever booking it was said with, and also if it is again what it was before. */
    @Test
    void ofWhatAVenueHasThoughtOfAGuestMeanwhileTheLastCounts() {
        stopContacts();
        long blues = night.anotherEvent("Blues", Night.NEXT_WEEK);
        night.guests.tellOfQualification(Guests.newId(), nina, night.venue, "qualified");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.count("contact_qualification where contact_id = " + nina) == 1);
        long id = night.book(night.confirmed().put("qualification", "disqualified"), nina);
        night.changing(id, with("qualification", "unqualified")).statusCode(200);
        assertEquals(1, pending());
        night.booking(night.of("lead").put("event_id", blues).put("qualification", "qualified"), nina)
                .statusCode(200);
        assertEquals(0, pending());

        night.changing(id, with("qualification", "disqualified")).statusCode(200);
        startContacts();

        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        assertEquals(
                List.of("disqualified"),
                contacts.qualifications().stream()
                        .map(qualification -> qualification.getString("status"))
                        .toList());
    }

    @Test
    void qualificationTakesItsOwnRight() {
        var host = night.hire("Hugo Host", "create", "read");

        night.booking(host, night.confirmed().put("qualification", "qualified"), nina)
                .statusCode(401);
        assertEquals(0, reservations());
        assertEquals(0, pending());
    }
}
