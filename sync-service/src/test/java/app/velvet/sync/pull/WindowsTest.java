package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From when on an answer tells of changes, for all classes and for each. */
class WindowsTest extends LastChangesFixture {

    @Test
    void timestampIsTheWatermarkRoundedDown() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:07.999998Z");
        feed.project(tag(1, "vip"));

        assertEquals("2040-01-01T00:00:07GMT+00:00", phone.pullSince(START).timestamp());

        feed.project(tag(2, "regular"));

        assertEquals("2040-01-01T00:00:08GMT+00:00", phone.pullSince(START).timestamp());
    }

    @Test
    void whatBecomesVisibleLaterInTheSameSecondComesWithTheNextPull() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:07.500000Z");
        feed.project(tag(1, "vip"));
        var first = phone.pullSince(START);
        feed.project(tag(2, "regular"));

        assertEquals(
                List.of("create Tag 1", "create Tag 2"),
                phone.pullSince(first.timestamp()).actions());
    }

    @Test
    void startDateItselfIsIncluded() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:06.999999Z");
        feed.project(tag(1, "vip"));
        atTime("2040-01-01T00:00:08Z");

        assertEquals(
                List.of("create Tag 1"), phone.pullSince("2040-01-01T00:00:07Z").actions());
        assertEquals(List.of(), phone.pullSince("2040-01-01T00:00:07.000001Z").actions());
    }

    @Test
    void createIfItBecameVisibleAtOrAfterTheAskedTimeElseUpdate() {
        var phone = phoneOf(EVERYTHING);
        var created = feed.project(tag(1, "vip"));
        feed.project(tag(1, "very important"));

        assertEquals(List.of("create Tag 1"), phone.pullSince(created).actions());
        assertEquals(
                List.of("update Tag 1"),
                phone.pullSince(created.plusNanos(1_000)).actions());
    }

    @Test
    void aStartDateInTheFutureCountsAsNow() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));

        assertEquals(
                List.of("create Tag 1"), phone.pullSince("2090-01-01T00:00:00Z").actions());
    }

    @Test
    void everyFormOfATimeIsRead() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));

        for (var form : List.of(
                "2014-03-03T16:38:38GMT+00:00",
                "2014-03-03 05:29:17 +0000",
                "2014-03-03 05:29:17  0000",
                "2014-03-03")) {
            assertEquals(List.of("create Tag 1"), phone.pullSince(form).actions(), form);
        }
    }

    @Test
    void startDatesOfClassesOverrideTheOneOfAll() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), contact(5, "Ann", COMPANY_WIDE));
        var later = feed.watermark(COMPANY).plusNanos(1_000);
        feed.project(contact(6, "Bob", COMPANY_WIDE));

        assertEquals(
                List.of("create Tag 1", "create Contact 6"),
                phone.pull(Map.of(
                                "start_date",
                                START.toString(),
                                "options",
                                Map.of("Contact", Map.of("start_date", later.toString()))))
                        .actions());
    }

    @Test
    void withOptionsAloneOnlyTheNamedClassesAreAnswered() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), contact(5, "Ann", COMPANY_WIDE));

        assertEquals(
                List.of("create Tag 1"),
                phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", START.toString()))))
                        .actions());
    }
}
