package app.velvet.sync.pull;

import static app.velvet.sync.Changes.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.sync.TestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an answer consists of: one element for each entity, with its latest state. */
class LogElementsTest extends LastChangesFixture {

    @Test
    void answersNothingNewWithTheTimestampToGoOnFrom() {
        var answer = phoneOf(EVERYTHING).pullSince(START);

        assertEquals(
                new Phone.Answer(0, "2040-01-01T00:00:00GMT+00:00", answer.cursor(), false, null, List.of()), answer);
    }

    @Test
    void oneElementPerEntityWithItsLatestState() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        feed.project(tag(2, "regular"));
        feed.project(tag(1, "very important"));

        var answer = phone.pullSince(START);

        assertEquals(List.of("create Tag 2", "create Tag 1"), answer.actions());
        assertEquals("very important", answer.data("Tag", 1).get("name").textValue());
    }

    @Test
    void onlyTheLatestStateWithinABatchCounts() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), tag(2, "regular"), tag(1, "very important"));

        var answer = phone.pullSince(START);

        assertEquals(List.of("create Tag 1", "create Tag 2"), answer.actions());
        assertEquals("very important", answer.data("Tag", 1).get("name").textValue());
    }

    @Test
    void anAnswerInPartsIsInOrderAndWhole() {
        withSettings(TestSettings.DEFAULTS.withChunk(3));
        var phone = phoneOf(EVERYTHING);
        for (var parts = 0; parts <= 8; parts++) {
            assertEquals(parts, phone.pullSince(START).log().size());
            feed.project(tag(100 - parts, "t"));
        }

        assertEquals("create Tag 100", phone.pullSince(START).actions().get(0));
        assertEquals("create Tag 92", phone.pullSince(START).actions().get(8));
    }
}
