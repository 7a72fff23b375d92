package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exact positions: nothing twice, nothing missed, and never silence where a position does not count any more. */
class CursorsTest extends LastChangesFixture {

    @Test
    void nothingComesTwiceAndNothingIsMissed() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), tag(2, "regular"));
        var first = phone.pullSince(START);
        feed.project(tag(3, "same second"));
        var second = phone.pullAfter(first.cursor());
        feed.project(tag(1, "renamed"));
        feed.project(destroy("Tag", 2));

        assertEquals(List.of("create Tag 1", "create Tag 2"), first.actions());
        assertEquals(List.of("create Tag 3"), second.actions());
        assertEquals(
                List.of("update Tag 1", "destroy Tag 2"),
                phone.pullAfter(second.cursor()).actions());
        assertEquals(
                List.of(),
                phone.pullAfter(phone.pullAfter(second.cursor()).cursor()).actions());
    }

    @Test
    void anAnswerThatAsksForAReloadTellsWhereToGoOnAfterIt() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var reload = phone.pull(Map.of());
        feed.project(tag(2, "regular"));

        assertEquals(List.of("create Tag 2"), phone.pullAfter(reload.cursor()).actions());
    }

    @Test
    void whatEntersAScopeComesAfterTheCursorHoweverOldItIs() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE));
        var cursor = phone.pullSince(START).cursor();
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));

        assertEquals(List.of("create Contact 5"), phone.pullAfter(cursor).actions());
    }

    @Test
    void aCursorFollowsTheClassesThatWereAsked() {
        var phone = phoneOf(EVERYTHING);
        var tags = phone.pull(optionsOf("Tag", START)).cursor();
        feed.project(tag(1, "vip"), contact(5, "Ann", COMPANY_WIDE));

        assertEquals(List.of("create Tag 1"), phone.pullAfter(tags).actions());
        feed.project(user(USER, "{}"));
        assertEquals(0, phone.pullAfter(tags).status(), "of these classes, nothing else is seen");
    }

    @Test
    void optionsOverrideACursorForTheirClass() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), contact(5, "Ann", COMPANY_WIDE));
        var cursor = phone.pullSince(START).cursor();
        feed.project(contact(6, "Bob", COMPANY_WIDE));

        var parameters = new HashMap<String, Object>(optionsOf("Tag", START));
        parameters.put("cursor", cursor);
        assertEquals(
                List.of("create Tag 1", "create Contact 6"),
                phone.pull(parameters).actions());
    }

    private static Map<String, Object> optionsOf(String className, Instant time) {
        return Map.of("options", Map.of(className, Map.of("start_date", time.toString())));
    }

    @Test
    void aCursorWinsOverAStartDateWhichMustBeReadableThough() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var cursor = phone.pullSince(START).cursor();

        assertEquals(
                List.of(),
                phone.pull(Map.of("cursor", cursor, "start_date", START.toString()))
                        .actions());
        assertReload("Invalid timestamp", phone.pull(Map.of("cursor", cursor, "start_date", "yesterday")));
    }

    @Test
    void whoNeverAcknowledgedCannotPullByCursorNeither() {
        feed.project(user(USER, EVERYTHING));
        var phone = new Phone(feed, COMPANY, USER);
        var cursor = phone.pull(Map.of()).cursor();

        assertReload("No achievements at some classes", phone.pullAfter(cursor));
    }

    @Test
    void aChangeOfWhatTheUserMaySeeExpiresTheCursorToo() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE));
        var cursor = phone.pullSince(START).cursor();
        feed.project(user(USER, EVERYTHING));

        assertReload("No achievements at some classes", phone.pullAfter(cursor));
    }

    @Test
    void aCursorOfARestoredFeedAsksForAReload() {
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.update("do $$ begin perform forget_feed(); end $$");

        assertReload("Too many changes", phone.pullAfter(cursor));
        assertEquals(0, phone.pullAfter(phone.pullAfter(cursor).cursor()).status());
    }

    /** The clock of the database that took over is behind, so that by time alone the cursor would be young enough. */
    @Test
    void aCursorOfAnotherEpochAsksForAReloadWhateverItsTime() {
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.update("update feed_shard set epoch = gen_random_uuid()");
        atTime("2040-01-01T00:00:00.900000Z");

        assertReload("Too many changes", phone.pullAfter(cursor));
    }

    @Test
    void aCursorThatIsAheadOfTheFeedAsksForAReload() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:00.900000Z");
        var cursor = phone.pullSince(START).cursor();
        atTime("2040-01-01T00:00:00.800000Z");

        assertReload("Too many changes", phone.pullAfter(cursor));
    }

    @Test
    void aCursorFromBeforeAForgottenDestroyAsksForAReload() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var before = phone.pullSince(START).cursor();
        var destroyed = feed.project(destroy("Tag", 1));
        var after = phone.pullSince(START).cursor();
        feed.update("insert into feed_forgotten values (?, ?, now())", COMPANY, destroyed.atOffset(ZoneOffset.UTC));

        assertReload("Too many changes", phone.pullAfter(before));
        assertEquals(0, phone.pullAfter(after).status());
    }

    @Test
    void onlyACursorThatWeMadeForThisCompanyIsValid() {
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.project(user(COMPANY + 64, USER, EVERYTHING));
        var ofAnother = new Phone(feed, COMPANY + 64, USER).pull(Map.of()).cursor();

        assertTrue(cursor.matches("[A-Za-z0-9_-]+"), cursor);
        for (var wrong : List.of(
                "x",
                cursor.substring(1),
                cursor.substring(0, cursor.length() - 1),
                cursor + "A",
                cursor + "=",
                altered(cursor),
                ofAnother)) {
            assertReload("Invalid params", phone.pullAfter(wrong));
        }
        assertReload("Invalid params", phone.pull(Map.of("cursor", Map.of("a", "b"))));
    }

    private static String altered(String cursor) {
        var bytes = Base64.getUrlDecoder().decode(cursor);
        bytes[20]++;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
