package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.note;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.sync.TestSettings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A full load in one answer, consistent with what comes after its cursor. */
class SnapshotTest extends LastChangesFixture {

    @Test
    void everyVisibleEntityIsACreateWithoutAnyAcknowledgment() {
        feed.project(user(USER, VENUES_1_AND_2));
        feed.project(
                contact(5, "Ann", COMPANY_WIDE, VENUE_1, VENUE_2),
                contact(6, "Bob", COMPANY_WIDE, VENUE_2),
                contact(7, "Cid", COMPANY_WIDE),
                contact(8, "Dot", COMPANY_WIDE, VENUE_1),
                note(3, USER, "\"contact_id\":5", COMPANY_WIDE, VENUE_1),
                tag(1, "vip"));
        feed.project(contact(COMPANY + 64, 9, "another", COMPANY_WIDE));
        feed.project(tag(1, "renamed"), destroy("Contact", 8));

        var snapshot = new Phone(feed, COMPANY, USER).snapshot();

        assertEquals(0, snapshot.status());
        assertEquals(
                List.of("create Contact 5", "create Contact 6", "create Note 3", "create Tag 1"), snapshot.actions());
        assertEquals("renamed", snapshot.data("Tag", 1).get("name").textValue());
        assertEquals("Ann@example.com", snapshot.data("Contact", 5).get("email").textValue());
        assertTrue(snapshot.data("Contact", 6).get("email").isNull(), "masked as in pulls");
        assertTrue(snapshot.data("Note", 3).get("can_be_edited").booleanValue());
    }

    @Test
    void itIsWholeHoweverItIsCutIntoChunks() {
        withSettings(TestSettings.DEFAULTS.withChunk(3));
        var phone = phoneOf(VENUES_1_AND_2);
        for (var id = 1; id <= 8; id++) {
            feed.project(contact(id, "c", COMPANY_WIDE, VENUE_1, VENUE_2), contact(100 + id, "c", COMPANY_WIDE));

            assertEquals(id, phone.snapshot().log().size());
        }
    }

    @Test
    void namedClassesAloneAreLoadedAndFollowed() {
        var phone = phoneOf(EVERYTHING);
        feed.project(contact(5, "Ann", COMPANY_WIDE), tag(1, "vip"), note(3, USER, "\"contact_id\":5", COMPANY_WIDE));
        var snapshot = phone.snapshot("Tag", "Note");
        feed.project(contact(6, "Bob", COMPANY_WIDE), tag(2, "regular"));

        assertEquals(List.of("create Note 3", "create Tag 1"), snapshot.actions());
        assertEquals(List.of("create Tag 2"), phone.pullAfter(snapshot.cursor()).actions());
        assertThrows(InvalidFieldsException.class, () -> phone.snapshot("Tag", "Guestlist"));
    }

    @Test
    void whatChangesWhileItIsWrittenIsAfterItsCursorAndItsTimestamp() {
        withSettings(TestSettings.DEFAULTS.withChunk(2));
        phoneOf(EVERYTHING);
        feed.project(tag(1, "t"), tag(2, "t"), tag(3, "t"), tag(4, "t"), tag(5, "t"));
        var meanwhile = new ArrayDeque<ChangeRecord[]>(List.of(
                new ChangeRecord[] {tag(5, "before it is met")},
                new ChangeRecord[] {tag(1, "after it was met"), destroy("Tag", 2), destroy("Tag", 3), tag(6, "new")}));
        var query = new InterruptedFeedQuery(feed, () -> {
            if (!meanwhile.isEmpty()) {
                feed.project(meanwhile.remove());
            }
        });
        var phone = new Phone(feed, COMPANY, USER, "d.phone", query);

        var snapshot = phone.snapshot();

        assertEquals(
                List.of("create Tag 1", "create Tag 2", "create Tag 4", "create Tag 5", "create Tag 6"),
                snapshot.actions());
        var after = List.of("update Tag 5", "update Tag 1", "destroy Tag 2", "destroy Tag 3", "create Tag 6");
        assertEquals(after, phone.pullAfter(snapshot.cursor()).actions());
        assertTrue(phone.pullSince(snapshot.timestamp()).actions().size() >= after.size());
    }

    @Test
    void itIsCutWhenRightsChangeWhileItIsWritten() {
        withSettings(TestSettings.DEFAULTS.withChunk(2));
        phoneOf(EVERYTHING);
        feed.project(contact(1, "c", COMPANY_WIDE), contact(2, "c", COMPANY_WIDE), contact(3, "c", COMPANY_WIDE));
        var query = new InterruptedFeedQuery(feed, () -> feed.project(user(USER, "{}")));

        assertThrows(RefusedException.class, () -> new Phone(feed, COMPANY, USER, "d.phone", query).snapshot());
    }

    @Test
    void itIsCutWhenTheTokenExpiresWhileItIsWritten() {
        withSettings(TestSettings.DEFAULTS.withChunk(2));
        phoneOf(EVERYTHING);
        feed.project(contact(1, "c", COMPANY_WIDE), contact(2, "c", COMPANY_WIDE), contact(3, "c", COMPANY_WIDE));
        var now = new AtomicReference<>(Phone.EXPIRY.minusSeconds(1));
        var query = new InterruptedFeedQuery(feed, () -> now.set(Phone.EXPIRY));
        var phone = new Phone(feed, feed.polls(), COMPANY, USER, "d.phone", query, new LongPollsTest.MutableClock(now));

        assertThrows(RefusedException.class, phone::snapshot);
    }
}
