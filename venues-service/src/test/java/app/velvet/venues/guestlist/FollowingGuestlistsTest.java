package app.velvet.venues.guestlist;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.guestlist.Party.field;
import static app.velvet.venues.guestlist.Party.type;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of guestlists when what they tell of changes. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class FollowingGuestlistsTest {

    @Inject
    Staff staff;

    private Party party;
    private long nina;
    private long guestlist;
    private long marker;
    private Published published;

    @BeforeEach
    void list() {
        party = new Party(staff);
        nina = party.guests.come("Nina Simone");
        marker = party.guests.come("Mark Er");
        guestlist = party.list(party.with(2, 1), nina);
        party.list(party.plain(), marker);
        published = Published.on("venues.changes", party.manager.companyId());
    }

    @AfterEach
    void closeTopic() {
        published.close();
        party.close();
    }

    /** How the guestlist has been told of again, once what comes last is told of and so has had to be. */
    private List<ConsumerRecord<String, String>> untilSilence(int expected) {
        await().until(() -> updatesOf(nina).size() >= expected);
        party.guests.tell(Guests.guest(marker, "Mark " + Guests.newId()), "company");
        await().until(() -> !updatesOf(marker).isEmpty());
        var changes = updatesOf(nina);
        assertEquals(expected, changes.size());
        return changes;
    }

    private List<ConsumerRecord<String, String>> updatesOf(long contactId) {
        return published.await(1, "Guestlist").stream()
                .filter(change -> Published.summary(change).startsWith("update"))
                .filter(change -> data(change).getLong("contact_id") == contactId)
                .toList();
    }

    @Test
    void guestsNameFollowsAndWhatIsNotEmbeddedIsNotTold() {
        party.guests.tell(Guests.guest(nina, "Eunice Waymon"), "company");
        party.guests.tell(Guests.guest(nina, "Eunice Waymon").put("guestlists_count", 1), "company");
        party.guests.repeat();

        var change = data(untilSilence(1).get(0));
        assertEquals("Eunice Waymon", change.getString("contact_name"));
        assertEquals("Eunice Waymon", change.getJsonObject("contact_info").getString("name"));
    }

    /** contacts-service counts anew how many guestlists a guest has whenever it hears of them. */
    @Test
    void nothingEchoes() {
        party.guests.tell(Guests.guest(nina, "Eunice Waymon"), "company");
        var answered = new HashSet<Long>();
        for (int round = 1; round <= 3; round++) {
            await().until(() -> !updatesOf(nina).isEmpty());
            for (var change : updatesOf(nina)) {
                if (answered.add(change.offset())) {
                    party.guests.tell(
                            Guests.guest(nina, "Eunice Waymon").put("guestlists_count", answered.size()), "company");
                }
            }
        }

        untilSilence(1);
    }

    @Test
    void notesAndQualificationFollow() {
        long note = Guests.newId();
        party.guests.tellOfNote(Guests.note(note, party.manager.userId(), "Corner", "guestlist_id", guestlist));
        await().until(() -> updatesOf(nina).size() == 1);
        party.guests.tellOfQualification(Guests.newId(), nina, party.venue, "qualified");

        untilSilence(2);
        party.showing(guestlist)
                .body("qualification", equalTo("qualified"))
                .body("notes.id", contains((int) note))
                .body("notes[0].guestlist_id", equalTo((int) guestlist));
    }

    @Test
    void eventsNameFollows() {
        party.api
                .putting("/events/" + party.event, field("event", field("name", "Blues")))
                .statusCode(200);

        assertEquals("Blues", data(untilSilence(1).get(0)).getString("event_name"));
    }

    @Test
    void namesOfTypesFollowUntilThereIsNoSuchTypeAnyMore() {
        var types = JsonArray.of(
                type("Lords", "male").put("id", party.gentlemen),
                type("Ladies", "female").put("id", party.ladies));
        changeTypes(types);
        await().until(() -> updatesOf(nina).size() == 1);
        types.remove(1);
        changeTypes(types);

        var changes = untilSilence(2);
        assertEquals("Lords", data(changes.get(0)).getString("type_for_males_name"));
        party.showing(guestlist)
                .body("type_for_males_name", equalTo("Lords"))
                .body("type_for_females_name", nullValue());
    }

    private void changeTypes(JsonArray types) {
        party.api
                .putting(
                        "/guestlist_templates/" + party.template,
                        field("guestlist_template", field("guestlist_types", types)))
                .statusCode(200);
    }

    @Test
    void templateThatGuestlistsUseStays() {
        long other = party.api.create(
                "/guestlist_templates",
                "guestlist_template",
                field("name", "Other").put("venue_id", party.venue).put("guestlist_types", new JsonArray()));
        party.api
                .putting("/events/" + party.event, field("event", field("guestlist_template_id", other)))
                .statusCode(200);

        party.api.deleting("/guestlist_templates/" + party.template).statusCode(403);
        party.showing(guestlist)
                .body("guestlist_template_id", equalTo((int) other))
                .body("type_for_males_name", equalTo("Gentlemen"));
    }
}
