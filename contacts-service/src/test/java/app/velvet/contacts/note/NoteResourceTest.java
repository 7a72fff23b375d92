package app.velvet.contacts.note;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.contacts.note.Notes.note;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class NoteResourceTest {

    @Inject
    Staff staff;

    @Inject
    Work work;

    private Member manager;
    private Member host;
    private Notes notes;
    private long nina;

    @BeforeEach
    void createContact() {
        manager = staff.managerOfNewCompany();
        host = staff.hire(manager.companyId(), "Hugo Host")
                .may(EVERYTHING, "Contact", "read")
                .done();
        notes = Notes.of(manager);
        nina = Work.contact(manager, "Nina Simone", 5);
    }

    @Test
    void noteIsAnsweredInTheContractsForm() {
        long id = notes.write("Likes the corner table", "contact_id", nina);

        var note = notes.get(id);

        assertEquals(
                new JsonObject()
                        .put("id", (int) id)
                        .put("text", "Likes the corner table")
                        .putNull("task_id")
                        .put("user_id", (int) manager.userId())
                        .put("created_at", note.getString("created_at"))
                        .putNull("guestlist_id")
                        .putNull("reservation_id")
                        .put("contact_id", (int) nina)
                        .putNull("event_name")
                        .put("can_be_edited", true)
                        .put("can_be_deleted", true)
                        .put("updated_at", note.getString("created_at")),
                note);
    }

    @Test
    void contactTellsOfItsNewestNotesWithoutAReadersRights() {
        var ids = LongStream.range(0, EmbeddedNotes.NEWEST + 2)
                .map(n -> notes.write("Note " + n, "contact_id", nina))
                .boxed()
                .toList();

        var embedded = Work.get(manager, "/api/v1/contacts/" + nina).getJsonArray("notes");

        assertEquals(
                ids.subList(2, ids.size()),
                embedded.stream().map(note -> ((JsonObject) note).getLong("id")).toList());
        assertEquals(
                notes.get(ids.get(2)).put("can_be_edited", false).put("can_be_deleted", false),
                embedded.getJsonObject(0));

        notes.deleting(ids.get(ids.size() - 1)).statusCode(200);
        assertEquals(
                ids.get(1),
                Work.get(manager, "/api/v1/contacts/" + nina)
                        .getJsonArray("notes")
                        .getJsonObject(0)
                        .getLong("id"));
    }

    @Test
    void longNotesLeaveTheirContactSmallEnoughToBePublished() {
        for (int n = 0; n < EmbeddedNotes.NEWEST; n++) {
            notes.write("日".repeat(10_000), "contact_id", nina);
        }
        long last = notes.write("Short", "contact_id", nina);
        Work.put(manager, "/api/v1/contacts/" + nina, "contact", new JsonObject().put("city", "Tryon"));

        var embedded = Work.get(manager, "/api/v1/contacts/" + nina).getJsonArray("notes");

        assertEquals(last, embedded.getJsonObject(embedded.size() - 1).getLong("id"));
        assertThat(embedded.size(), greaterThan(15));
    }

    @Test
    void contactTellsOfAsManyOfTheLongestNotesOfOneByteCharacters() {
        for (int n = 0; n < EmbeddedNotes.NEWEST; n++) {
            notes.write("x".repeat(10_000), "contact_id", nina);
        }

        assertEquals(
                50,
                Work.get(manager, "/api/v1/contacts/" + nina)
                        .getJsonArray("notes")
                        .size());
    }

    @Test
    void noteIsNoUpdateOfItsContact() {
        var query =
                "select updated_at from contact where company_id = %d and id = %d".formatted(manager.companyId(), nina);
        var before = work.query(query);

        long id = notes.write("Likes the corner table", "contact_id", nina);
        notes.updating(id, new JsonObject().put("text", "Hates the corner table"))
                .statusCode(200);
        notes.deleting(id).statusCode(200);

        assertEquals(before, work.query(query));
    }

    @Test
    void whoMayReadTheContactReadsAndWritesNotesAboutIt() {
        long managers = notes.write("Manager's", "contact_id", nina);

        long hosts = Notes.of(host).write("Host's", "contact_id", nina);

        Notes.of(host)
                .listing("contact_id", nina)
                .body("id", contains((int) managers, (int) hosts))
                .body("can_be_edited", contains(false, true))
                .body("can_be_deleted", contains(false, true));
        notes.listing("contact_id", nina).body("can_be_edited", contains(true, true));
    }

    @Test
    void onlyTheAuthorAndWhoManagesTheContactChangeANote() {
        long managers = notes.write("Manager's", "contact_id", nina);
        long hosts = Notes.of(host).write("Host's", "contact_id", nina);

        Notes.of(host)
                .updating(managers, new JsonObject().put("text", "Mine"))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        Notes.of(host).deleting(managers).statusCode(401);
        Notes.of(host)
                .updating(hosts, new JsonObject().put("text", "Still mine"))
                .statusCode(200)
                .body("text", equalTo("Still mine"));
        notes.updating(hosts, new JsonObject().put("text", "Corrected")).statusCode(200);
        notes.deleting(hosts).statusCode(200).body("message", equalTo("The note was successfully deleted"));
        notes.getting(hosts).statusCode(404).body("message", equalTo("Note " + hosts + " was not found"));
    }

    @Test
    void scopesLimitWhichNotesAreRead() {
        long otis = Work.contact(manager, "Otis Redding", 6);
        long aboutNina = notes.write("About Nina", "contact_id", nina);
        long aboutOtis = notes.write("About Otis", "contact_id", otis);
        var door = staff.hire(manager.companyId(), "Dora Door")
                .may(atVenues(5L), "Contact", "read")
                .done();

        assertThat(Notes.of(door).ids(), contains(aboutNina));
        assertThat(Notes.of(door).ids("contact_id", otis), empty());
        Notes.of(door).getting(aboutNina).statusCode(200);
        Notes.of(door).getting(aboutOtis).statusCode(404);
        Notes.of(door).updating(aboutOtis, new JsonObject().put("text", "x")).statusCode(404);
        Notes.of(door).deleting(aboutOtis).statusCode(404);
        Notes.of(door)
                .writing(note("x", "contact_id", otis))
                .statusCode(404)
                .body("message", equalTo("Contact " + otis + " was not found"));
    }

    @Test
    void authorOfWhatIsHisOwnReadsHisNotesWhenTheContactIsNot() {
        var owner = staff.hire(manager.companyId(), "Olga Owner")
                .may(OWN, "Contact", "manage")
                .may(EVERYTHING, "ContactOwner", "manage")
                .done();
        long own = Work.contact(owner, "Etta James", 5);
        long hers = Notes.of(owner).write("Hers", "contact_id", own);
        long managers = notes.write("Manager's", "contact_id", own);
        assertThat(Notes.of(owner).ids(), contains(hers, managers));

        Work.give(manager, own, manager, 5);

        assertThat(Notes.of(owner).ids(), contains(hers));
        Notes.of(owner).getting(hers).statusCode(200).body("can_be_edited", equalTo(true));
        Notes.of(owner).getting(managers).statusCode(404);
    }

    @Test
    void notesOfAnotherCompanyAreNotFound() {
        long id = notes.write("Likes the corner table", "contact_id", nina);
        var stranger = Notes.of(staff.managerOfNewCompany());

        stranger.getting(id).statusCode(404);
        stranger.updating(id, new JsonObject().put("text", "x")).statusCode(404);
        stranger.deleting(id).statusCode(404);
        stranger.writing(note("x", "contact_id", nina)).statusCode(404);
        assertThat(stranger.ids(), empty());
        assertThat(stranger.ids("contact_id", nina), empty());
        notes.getting(id).statusCode(200);
    }

    @Test
    void whoMayReadNothingIsNotPermitted() {
        long id = notes.write("Likes the corner table", "contact_id", nina);
        var nobody = Notes.of(staff.hire(manager.companyId(), "Nora Nobody").done());

        nobody.listing().statusCode(401);
        nobody.listing("contact_id", nina).statusCode(401);
        nobody.getting(id).statusCode(401);
        nobody.writing(note("x", "contact_id", nina)).statusCode(401);
        nobody.updating(id, new JsonObject().put("text", "x")).statusCode(401);
        nobody.deleting(id).statusCode(401);
    }

    @Test
    void noteIsAboutExactlyOneThing() {
        notes.writing(new JsonObject().put("text", "x"))
                .statusCode(400)
                .body("errors.contact_id", contains("can't be blank"));
        notes.writing(note("x", "contact_id", nina).put("task_id", 1))
                .statusCode(400)
                .body("errors.contact_id", contains("can't be given beside another one"))
                .body("errors.task_id", contains("can't be given beside another one"));
        notes.listing("contact_id", nina, "guestlist_id", 1).statusCode(400);
        for (var subject : List.of("task_id", "reservation_id", "guestlist_id")) {
            notes.writing(note("x", subject, 987_654_321)).statusCode(404);
        }
    }

    @Test
    void textIsBounded() {
        notes.writing(note("é".repeat(10_000), "contact_id", nina)).statusCode(200);
        notes.writing(note("é".repeat(10_001), "contact_id", nina))
                .statusCode(400)
                .body("errors.text", contains("is too long (maximum is 10000 characters)"));
        notes.writing(new JsonObject().put("contact_id", nina))
                .statusCode(400)
                .body("errors.text", contains("can't be blank"));
        long id = notes.write("x", "contact_id", nina);
        notes.updating(id, new JsonObject().putNull("text")).statusCode(400);
    }

    @Test
    void noteMovesToAnotherContact() {
        long otis = Work.contact(manager, "Otis Redding", 6);
        long id = notes.write("Likes the corner table", "contact_id", nina);

        notes.updating(id, new JsonObject().put("contact_id", otis).putNull("task_id"))
                .statusCode(200)
                .body("contact_id", equalTo((int) otis));

        assertEquals(
                new JsonArray(), Work.get(manager, "/api/v1/contacts/" + nina).getJsonArray("notes"));
        assertEquals(
                1,
                Work.get(manager, "/api/v1/contacts/" + otis)
                        .getJsonArray("notes")
                        .size());
        notes.updating(id, new JsonObject().putNull("contact_id")).statusCode(400);
        notes.updating(id, new JsonObject().put("contact_id", 987_654_321)).statusCode(404);
        notes.updating(id, new JsonObject().put("contact_id", otis).put("task_id", 5))
                .statusCode(400);
        notes.updating(id, new JsonObject().putNull("contact_id").put("guestlist_id", 987_654_321))
                .statusCode(404);
    }

    @Test
    void authorIsAnotherOneOnlyIfWhoManagesTheContactSaysSo() {
        long id = Notes.of(host).write("Host's", "contact_id", nina);
        var gone = staff.hire(manager.companyId(), "Gina Gone").done();
        work.execute("update staff_member set active = false where id = " + gone.userId());

        Notes.of(host)
                .updating(id, new JsonObject().put("user_id", manager.userId()))
                .statusCode(401);
        Notes.of(host)
                .updating(id, new JsonObject().put("user_id", host.userId()))
                .statusCode(200);
        for (var wrong : List.of(gone.userId(), staff.managerOfNewCompany().userId())) {
            notes.updating(id, new JsonObject().put("user_id", wrong))
                    .statusCode(400)
                    .body("errors.user_id", contains("is invalid"));
        }
        notes.updating(id, new JsonObject().put("user_id", manager.userId()))
                .statusCode(200)
                .body("user_id", equalTo((int) manager.userId()));
        Notes.of(host).getting(id).body("can_be_edited", equalTo(false));
    }

    @Test
    void whoManagesOnlyHisOwnContactsNamesNoOtherAuthorOfHisNoteAboutAnother() {
        var writer = staff.hire(manager.companyId(), "Walt Writer")
                .may(EVERYTHING, "Contact", "read")
                .may(OWN, "Contact", "manage")
                .done();
        long id = Notes.of(writer).write("Walt's", "contact_id", nina);
        var attributed = new JsonObject().put("user_id", manager.userId());

        Notes.of(writer).updating(id, attributed).statusCode(401);
        Notes.of(writer).getting(id).body("user_id", equalTo((int) writer.userId()));
        Work.give(manager, nina, writer, 5);

        Notes.of(writer).updating(id, attributed).statusCode(200).body("user_id", equalTo((int) manager.userId()));
    }

    @Test
    void onlyAChangeIsAnUpdate() {
        long id = notes.write("Likes the corner table", "contact_id", nina);
        work.execute("update note set updated_at = '2020-01-01' where id = " + id);

        notes.updating(id, new JsonObject().put("text", "Likes the corner table"))
                .statusCode(200);
        assertEquals("2020-01-01T00:00:00Z", notes.get(id).getString("updated_at"));

        notes.updating(id, new JsonObject().put("text", "Hates the corner table"))
                .statusCode(200);
        assertNotEquals("2020-01-01T00:00:00Z", notes.get(id).getString("updated_at"));
    }

    @Test
    void notesComeInPages() {
        var ids = LongStream.range(0, 12)
                .map(n -> notes.write("Note " + n, "contact_id", nina))
                .boxed()
                .toList();

        assertEquals(ids.subList(0, 10), notes.ids());
        assertEquals(ids.subList(10, 12), notes.ids("page", 2));
        assertEquals(ids.subList(5, 10), notes.ids("page", 2, "per_page", 5));
        assertEquals(ids, notes.ids("per_page", 1000));
        notes.listing("page", 3, "per_page", 5).header("X-Total-Count", "12").body("$", hasSize(2));
        assertThat(notes.ids("page", 9), empty());
        notes.listing("page", 0).statusCode(400);
    }

    @Test
    void sameKeyWritesOneNote() {
        for (int i = 0; i < 2; i++) {
            manager.asks()
                    .header("Idempotency-Key", "note-1")
                    .formParam("note[text]", "Likes the corner table")
                    .formParam("note[contact_id]", nina)
                    .when()
                    .post(Notes.PATH)
                    .then()
                    .statusCode(200)
                    .body("text", equalTo("Likes the corner table"));
        }

        assertThat(notes.ids(), hasSize(1));
    }
}
