package app.velvet.contacts.note;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.testing.Published.summary;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others are told of notes, and what becomes of them when what they are about changes. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class NoteChangesTest {

    private static final int MANY = 1100;

    @Inject
    Staff staff;

    @Inject
    Work work;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Member hugo;
    private Notes notes;
    private long nina;
    private Published published;

    @BeforeEach
    void createContact() {
        manager = staff.managerOfNewCompany();
        hugo = staff.hire(manager.companyId(), "Hugo Host")
                .may(OWN, "Contact", "manage")
                .done();
        notes = Notes.of(manager);
        published = Published.on("contacts.changes", manager.companyId());
        nina = Work.contact(manager, "Nina Simone", 5);
        published.await(2);
    }

    @AfterEach
    void closeTopic() {
        published.close();
    }

    private String user(Member member) {
        return "user:" + member.userId();
    }

    private static List<String> summaries(List<ConsumerRecord<String, String>> changes) {
        return changes.stream().map(Published::summary).toList();
    }

    /** Notes of Hugo about Nina, as they were when the manager looked after her. */
    private void writeMany() {
        work.execute("""
                insert into note (company_id, id, contact_id, user_id, text, audience, created_at, updated_at)
                select %1$d, nextval('note_id'), %2$d, %3$d, 'Note', array['company', 'user:%3$d', 'user:%4$d', 'venue:5'],
                       '2020-01-01', '2020-01-01'
                  from generate_series(1, %5$d)
                """.formatted(manager.companyId(), nina, hugo.userId(), manager.userId(), MANY));
    }

    private long pending() {
        return work.count("derived_change where company_id = " + manager.companyId());
    }

    private void awaitNothingPending() {
        await().until(this::pending, equalTo(0L));
    }

    @Test
    void noteIsPublishedWithTheAudienceOfItsContactAndItsAuthor() {
        var host = staff.hire(manager.companyId(), "Hana Host")
                .may(EVERYTHING, "Contact", "read")
                .done();
        long id = Notes.of(host).write("Likes the corner table", "contact_id", nina);

        var changes = published.await(4).subList(2, 4);

        assertEquals(List.of("create Note/" + id, "update Contact/" + nina), summaries(changes));
        var note = Notes.of(host).get(id).put("can_be_edited", false).put("can_be_deleted", false);
        assertEquals(note, data(changes.get(0)));
        assertEquals(Set.of("company", "venue:5", user(manager), user(host)), audience(changes.get(0)));
        assertEquals(new JsonArray().add(note), data(changes.get(1)).getJsonArray("notes"));
        assertEquals(Set.of("company", "venue:5", user(manager)), audience(changes.get(1)));
    }

    @Test
    void onlyWhatDiffersIsPublished() {
        long id = notes.write("Likes the corner table", "contact_id", nina);
        notes.updating(
                        id,
                        new JsonObject().put("text", "Likes the corner table").put("contact_id", nina))
                .statusCode(200);
        notes.updating(id, new JsonObject().put("text", "Hates the corner table"))
                .statusCode(200);
        notes.deleting(id).statusCode(200);

        var changes = published.await(8).subList(2, 8);

        assertEquals(
                List.of(
                        "create Note/" + id,
                        "update Contact/" + nina,
                        "update Note/" + id,
                        "update Contact/" + nina,
                        "destroy Note/" + id,
                        "update Contact/" + nina),
                summaries(changes));
        assertNull(data(changes.get(4)));
        assertEquals(Set.of("company", "venue:5", user(manager)), audience(changes.get(4)));
    }

    @Test
    void notesFollowTheOwnersOfTheirContact() {
        long id = notes.write("Likes the corner table", "contact_id", nina);
        var before = notes.get(id);
        assertThat(Notes.of(hugo).ids(), empty());

        Work.give(manager, nina, hugo, 6);

        assertEquals(List.of(id), Notes.of(hugo).ids());
        assertEquals(before, notes.get(id));
        var note = published.await(2, "Note").get(1);
        assertEquals("update Note/" + id, summary(note));
        assertEquals(Set.of("company", "venue:6", user(hugo), user(manager)), audience(note));
        assertEquals(0, pending());
    }

    @Test
    void notesFollowTheQualificationsOfTheirContact() {
        notes.write("Likes the corner table", "contact_id", nina);

        manager.asks()
                .formParam("venue_id", 7)
                .formParam("status", "qualified")
                .when()
                .post("/api/v1/contacts/" + nina + "/set_qualification")
                .then()
                .statusCode(200);

        assertEquals(
                Set.of("company", "venue:5", "venue:7", user(manager)),
                audience(published.await(2, "Note").get(1)));
    }

    @Test
    void notesFollowTheBookingsOfTheirContact() {
        notes.write("Likes the corner table", "contact_id", nina);
        long reservation = Venues.newId();

        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfReservation(reservation, Venues.reservation(nina, 1, "2026-05-02", "loss", "canceled"), 7);
            assertEquals(
                    Set.of("company", "venue:5", "venue:7", user(manager)),
                    audience(published.await(2, "Note").get(1)));

            venues.tellThatIsGone("Reservation", reservation);
            assertEquals(
                    Set.of("company", "venue:5", user(manager)),
                    audience(published.await(3, "Note").get(2)));
        }
        awaitNothingPending();
    }

    @Test
    void changeThatIsNoneOfTheAudienceConcernsNoNote() {
        notes.write("Likes the corner table", "contact_id", nina);
        Work.put(manager, "/api/v1/contacts/" + nina, "contact", new JsonObject().put("city", "Tryon"));
        notes.write("Second", "contact_id", nina);

        assertEquals(
                List.of("create Note", "create Note"),
                published.await(2, "Note").stream()
                        .map(change -> summary(change).replaceAll("/.*", ""))
                        .toList());
    }

    @Test
    void manyNotesFollowChunkByChunkAndEachOnce() {
        writeMany();

        Work.give(manager, nina, hugo, 6);
        awaitNothingPending();

        var changes = published.await(MANY, "Note");
        assertEquals(MANY, changes.size());
        assertEquals(
                MANY, new HashSet<>(changes.stream().map(ConsumerRecord::key).toList()).size());
        changes.forEach(change -> assertEquals(Set.of("company", "venue:6", user(hugo)), audience(change)));
        assertEquals(0, work.count("note where updated_at > '2020-01-01' and company_id = " + manager.companyId()));
    }

    @Test
    void whatWasInterruptedBetweenChunksIsFinishedAndNothingIsPublishedTwice() throws Exception {
        writeMany();
        var last = work.query("select max(id) from note where company_id = " + manager.companyId());
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("select 1 from note where company_id = %d and id = %s for update"
                            .formatted(manager.companyId(), last));
            Work.give(manager, nina, hugo, 6);
            // The last chunk cannot be done now, and fails as often as it is tried.
            await().until(
                            () -> work.query("select max(last_done_id) > 0 from derived_change where company_id = "
                                    + manager.companyId()),
                            equalTo("t"));
            published.await(1000, "Note");
            assertEquals(1, pending());
            connection.rollback();
        }

        awaitNothingPending();

        var changes = published.await(MANY, "Note");
        assertEquals(MANY, changes.size());
        assertEquals(
                MANY, new HashSet<>(changes.stream().map(ConsumerRecord::key).toList()).size());
    }

    @Test
    void anotherChangeMeanwhileIsFollowedToo() throws Exception {
        writeMany();
        var last = work.query("select max(id) from note where company_id = " + manager.companyId());
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("select 1 from note where company_id = %d and id = %s for update"
                            .formatted(manager.companyId(), last));
            Work.give(manager, nina, hugo, 6);
            Work.give(manager, nina, hugo, 8);
            connection.rollback();
        }

        awaitNothingPending();

        assertEquals(
                MANY,
                work.count("note where audience = array['company', 'user:%d', 'venue:8'] and company_id = %d"
                        .formatted(hugo.userId(), manager.companyId())));
    }

    @Test
    void notesGoWithTheirContact() {
        writeMany();
        long id = notes.write("Likes the corner table", "contact_id", nina);

        manager.asks().when().delete("/api/v1/contacts/" + nina).then().statusCode(200);
        awaitNothingPending();

        assertEquals(0, work.count("note where company_id = " + manager.companyId()));
        notes.getting(id).statusCode(404);
        var destroyed = published.await(MANY + 2, "Note").stream()
                .filter(change -> summary(change).startsWith("destroy"))
                .toList();
        assertEquals(MANY + 1, destroyed.size());
    }

    @Test
    void noNoteSurvivesTheContactThatIsDeletedMeanwhile() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                long contact = Work.contact(manager, "Guest " + round, 5);
                Callable<Integer> writing = () -> notes.writing(Notes.note("x", "contact_id", contact))
                        .extract()
                        .statusCode();
                Callable<Integer> deleting = () -> manager.asks()
                        .when()
                        .delete("/api/v1/contacts/" + contact)
                        .statusCode();
                for (var answer : threads.invokeAll(List.of(writing, writing, deleting, writing))) {
                    assertTrue(Set.of(200, 404).contains(answer.get()));
                }
            }
        } finally {
            threads.shutdown();
        }

        awaitNothingPending();
        assertEquals(0, work.count("note where company_id = " + manager.companyId()));
    }

    @Test
    void notesWrittenAtOnceAreAllInTheContactThatIsPublishedLast() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> writing = () ->
                    notes.writing(Notes.note("x", "contact_id", nina)).extract().statusCode();
            for (var answer : threads.invokeAll(List.of(writing, writing, writing, writing, writing, writing))) {
                assertEquals(200, answer.get());
            }
        } finally {
            threads.shutdown();
        }

        var last = published.await(7, "Contact").get(6);
        assertEquals(6, data(last).getJsonArray("notes").size());
    }

    @Test
    void whoWritesANoteWaitsForWhoChangesTheContact() throws Exception {
        Callable<Integer> writing = () ->
                notes.writing(Notes.note("x", "contact_id", nina)).extract().statusCode();

        assertEquals(200, work.answerAfter("update contact set city = 'Tryon' where id = " + nina, writing));
        assertEquals("Tryon", data(published.await(2, "Contact").get(1)).getString("city"));
        assertEquals(
                404,
                work.answerAfter(
                        "delete from contact_owner where contact_id = %1$d; delete from contact where id = %1$d"
                                .formatted(nina),
                        writing));
    }

    @Test
    void notesAboutBookingsFollowThem() throws Exception {
        var reservation = Venues.newId();
        var guestlist = Venues.newId();
        var host = staff.hire(manager.companyId(), "Hana Host")
                .may(Staff.atVenues(8L), "Reservation", "read")
                .done();
        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfReservation(reservation, Venues.reservation(nina, 1, "2026-05-02", "win", "confirmed"), 7);
            venues.tellOfGuestlist(guestlist, Venues.guestlist(nina, 1, "2026-05-02", "win", "confirmed"), 7);
            await().until(() -> Work.get(manager, "/api/v1/contacts/" + nina).getInteger("guestlists_count") == 1);

            long ofReservation = notes.write("Birthday", "reservation_id", reservation);
            long ofGuestlist = notes.write("Plus three", "guestlist_id", guestlist);
            assertEquals("Night 2026-05-02", notes.get(ofReservation).getString("event_name"));
            assertEquals((int) guestlist, notes.get(ofGuestlist).getInteger("guestlist_id"));
            assertEquals(List.of(ofReservation), notes.ids("reservation_id", reservation));
            assertEquals(
                    Set.of("company", "venue:7", user(manager)),
                    audience(published.await(1, "Note").get(0)));
            assertThat(Notes.of(host).ids(), empty());
            Notes.of(host)
                    .writing(Notes.note("x", "reservation_id", reservation))
                    .statusCode(404)
                    .body("message", equalTo("Reservation " + reservation + " was not found"));

            venues.tellOfReservation(reservation, Venues.reservation(nina, 2, "2026-05-09", "win", "confirmed"), 8);
            await().until(() -> Notes.of(host).ids(), equalTo(List.of(ofReservation)));
            assertEquals("Night 2026-05-09", notes.get(ofReservation).getString("event_name"));
            assertEquals(
                    Set.of("company", "venue:8", user(manager)),
                    audience(published.await(3, "Note").get(2)));
            Notes.of(host).deleting(ofReservation).statusCode(401);

            assertEquals(
                    404,
                    work.answerAfter(
                            "delete from reservation where id = " + reservation,
                            () -> Notes.of(manager)
                                    .writing(Notes.note("x", "reservation_id", reservation))
                                    .extract()
                                    .statusCode()));
            venues.tellThatIsGone("Guestlist", guestlist);
            await().until(() -> notes.getting(ofGuestlist).extract().statusCode(), equalTo(404));
            assertEquals(
                    "destroy Note/" + ofGuestlist,
                    summary(published.await(4, "Note").get(3)));
            notes.getting(ofReservation).statusCode(200);
        }
    }
}
