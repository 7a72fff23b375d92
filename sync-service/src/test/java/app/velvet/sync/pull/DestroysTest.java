package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is removed or may not be seen any more, and how long that is remembered. */
class DestroysTest extends LastChangesFixture {

    @Test
    void destroyHasNoData() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var before = feed.watermark(COMPANY).plusNanos(1_000);
        feed.project(destroy("Tag", 1));

        var answer = phone.pullSince(before);

        assertEquals(List.of("destroy Tag 1"), answer.actions());
        assertTrue(answer.data("Tag", 1).isMissingNode());
    }

    /** He may have loaded everything from a service in between, which was ahead of the feed. */
    @Test
    void whatAReaderCouldSeeAtAServiceOnlyIsDestroyedForHim() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(
                contact(5, "Ann", COMPANY_WIDE, VENUE_1),
                contact(5, "Ann", COMPANY_WIDE),
                contact(6, "Bob", COMPANY_WIDE, VENUE_1),
                destroy("Contact", 6),
                contact(7, "Cid", COMPANY_WIDE, VENUE_1),
                contact(7, "Cid", COMPANY_WIDE, VENUE_2));

        assertEquals(
                List.of("destroy Contact 5", "destroy Contact 6", "create Contact 7"),
                phone.pullSince(START).actions());

        var later = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(5, "Ann", COMPANY_WIDE));

        assertEquals(List.of("destroy Contact 5"), phone.pullSince(later).actions());
    }

    @Test
    void whatLeavesAllKeysOfAReaderIsDestroyedForHim() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE, Audience.venue(3)));

        assertEquals(List.of("destroy Contact 5"), phone.pullSince(seen).actions());
    }

    @Test
    void whatMovesBetweenTheKeysOfAReaderIsUpdatedNotDestroyed() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_2));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));

        assertEquals(List.of("create Contact 5"), phone.pullSince(seen).actions());
        assertEquals(
                List.of("update Contact 5"),
                phone.pullSince(seen.plusNanos(1_000)).actions());
    }

    @Test
    void whatComesBackAfterABreakIsCreated() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_2));

        assertEquals(
                List.of("create Contact 5"),
                phone.pullSince(seen.plusNanos(1_000)).actions());
    }

    @Test
    void severalDestroysOfOneEntityAreOneElement() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1, VENUE_2));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_2));
        feed.project(destroy("Contact", 5));

        assertEquals(List.of("destroy Contact 5"), phone.pullSince(seen).actions());
    }

    @Test
    void aLeftKeyHoldsNothingOfTheEntityAnyMore() {
        phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE));

        assertEquals(1, feed.update("update feed_entry set full_json = full_json where full_json like '%Ann%'"));
    }

    @Test
    void oldDestroysAreForgottenAndYoungOnesAreNot() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), tag(2, "regular"), tag(3, "live"));
        feed.project(destroy("Tag", 1), destroy("Tag", 2));
        feed.update("update feed_entry set visible_at = now() - interval '31 days' where entity_id in (1, 3)");
        feed.update("update feed_entry set visible_at = now() - interval '29 days' where entity_id = 2");

        feed.forgetDestroys(COMPANY);

        assertEquals("Too many changes", phone.pullSince("2014-03-03").message());
        assertEquals(
                List.of("destroy Tag 2"),
                phone.pullSince(Instant.now().minus(Duration.ofDays(30))).actions());
        assertEquals(2, feed.update("update feed_entry set shard = shard"));
    }

    /** Answers may still be written that were begun before the mark, and do not know of it. */
    @Test
    void anOldDestroyStaysUntilItsMarkIsOld() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        feed.project(destroy("Tag", 1));
        feed.update("update feed_entry set visible_at = now() - interval '31 days'");
        feed.forgetDestroys(COMPANY, Duration.ofHours(1));
        feed.forgetDestroys(COMPANY, Duration.ofHours(1));

        assertReload("Too many changes", phone.pullSince("2014-03-03"));
        assertEquals(1, feed.update("update feed_entry set shard = shard"));

        feed.update("update feed_forgotten set marked_at = now() - interval '61 minutes'");
        feed.forgetDestroys(COMPANY, Duration.ofHours(1));

        assertEquals(0, feed.update("update feed_entry set shard = shard"));
    }

    @Test
    void aTimeBeforeAForgottenDestroyAsksForAReload() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var destroyed = feed.project(destroy("Tag", 1));
        feed.update("insert into feed_forgotten values (?, ?, now())", COMPANY, destroyed.atOffset(ZoneOffset.UTC));

        feed.project(tag(2, "regular"));

        assertReload("Too many changes", phone.pullSince(destroyed));
        assertEquals(0, phone.pullSince(destroyed.plusNanos(1_000)).status());
    }

    @Test
    void aFeedRestoredFromABackupHasForgottenEverythingBefore() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_life set timeline = 'another'");
        feed.update("do $$ begin perform forget_feed_if_restored(); end $$");
        var restored = feed.watermark(COMPANY);
        feed.project(tag(1, "vip"));

        assertReload("Too many changes", phone.pullSince(restored));
        assertEquals(
                List.of("create Tag 1"),
                phone.pullSince(restored.plusNanos(1_000)).actions());
    }

    @Test
    void aCompanyThatForgotNothingAnswersAnyTime() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));

        assertEquals(List.of("create Tag 1"), phone.pullSince("2014-03-03").actions());
    }
}
