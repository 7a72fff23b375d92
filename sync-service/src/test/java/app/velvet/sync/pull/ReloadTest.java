package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.sync.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the client must load everything, in the order in which it is checked. */
class ReloadTest extends LastChangesFixture {

    @Test
    void withoutParametersTheyAreUnknown() {
        var phone = phoneOf(EVERYTHING);

        assertReload("Unknown params", phone.pull(Map.of()));
        assertReload("Unknown params", phone.pull(Map.of("start_date", "")));
    }

    @Test
    void optionsThatAreNoTreeOrNameAnUnknownClassAreInvalid() {
        var phone = phoneOf(EVERYTHING);

        assertReload("Invalid params", phone.pull(Map.of("start_date", "garbage", "options", "x")));
        assertReload("Invalid params", phone.pull(Map.of("options", Map.of("Contact", "x"))));
        assertReload(
                "Invalid params",
                phone.pull(Map.of("options", Map.of("Guestlist", Map.of("start_date", START.toString())))));
    }

    @Test
    void aCursorThatWeNeverMadeIsInvalid() {
        assertReload("Invalid params", phoneOf(EVERYTHING).pull(Map.of("cursor", "x")));
    }

    @Test
    void anUnreadableStartDateIsInvalid() {
        assertReload("Invalid timestamp", phoneOf(EVERYTHING).pullSince("yesterday"));
    }

    @Test
    void aClassNeedsAReadableTimestampIfThereIsNoneForAll() {
        var phone = phoneOf(EVERYTHING);

        assertReload(
                "Invalid timestamp at Tag", phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", "")))));
        assertReload(
                "Invalid timestamp at Tag",
                phone.pull(Map.of(
                        "start_date", START.toString(), "options", Map.of("Tag", Map.of("start_date", "yesterday")))));
        assertEquals(
                0,
                phone.pull(Map.of("start_date", START.toString(), "options", Map.of("Tag", Map.of("start_date", ""))))
                        .status());
    }

    /** Each question deserves all that come after its own, too. */
    @Test
    void ofSeveralReasonsTheFirstIsTold() {
        withSettings(TestSettings.DEFAULTS.withMaxChanges(1));
        var forgotten = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set acknowledged_at = null");
        var unknown = new Phone(feed, COMPANY, USER, "d.new", new FeedQuery(feed.pool(), feed.settings()));
        feed.project(tag(1, "t"), tag(2, "t"));
        var noTree = Map.of("Contact", "x");
        var badTag = Map.of("Tag", Map.of("start_date", "yesterday"));

        assertMessage("Invalid params", forgotten.pull(Map.of("start_date", "garbage", "options", noTree)));
        assertMessage("Invalid params", forgotten.pull(Map.of("cursor", "x", "start_date", "garbage")));
        assertMessage("Invalid timestamp", forgotten.pull(Map.of("start_date", "garbage", "options", badTag)));
        assertMessage("Invalid timestamp at Tag", forgotten.pull(Map.of("options", badTag)));
        assertMessage("Unknown device", forgotten.pullSince(START));
        assertMessage("No achievements at some classes", unknown.pullSince(START));
        assertMessage("Too many changes", unknown.loaded().pullSince(START));
    }

    private static void assertMessage(String message, Phone.Answer answer) {
        assertEquals(message, answer.message());
    }

    @Test
    void tooManyElementsAskForAReload() {
        withSettings(TestSettings.DEFAULTS.withChunk(2).withMaxChanges(3));
        var phone = phoneOf(EVERYTHING);
        for (var id = 1; id <= 3; id++) {
            feed.project(tag(id, "t"));
        }

        assertEquals(3, phone.pullSince(START).log().size());

        feed.project(tag(4, "t"));

        assertReload("Too many changes", phone.pullSince(START));
        assertReload(
                "No achievements at some classes",
                new Phone(feed, COMPANY, USER, "d.new", new FeedQuery(feed.pool(), feed.settings())).pullSince(START));
    }

    @Test
    void onlyElementsOfTheAnswerCountAsTooMany() {
        withSettings(TestSettings.DEFAULTS.withChunk(2).withMaxChanges(3));
        var phone = phoneOf(VENUES_1_AND_2);
        for (var id = 1; id <= 3; id++) {
            feed.project(contact(id, "c", COMPANY_WIDE, VENUE_1, VENUE_2), contact(10 + id, "c", COMPANY_WIDE));
        }

        assertEquals(3, phone.pullSince(START).log().size());
    }
}
