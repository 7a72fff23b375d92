package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.sync.acknowledgment.Forgetting;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a device has acknowledged, and when it must load everything for the first time or again. */
class AcknowledgmentsTest extends LastChangesFixture {

    @Test
    void anAcknowledgmentOfTheFutureCountsAsNow() {
        var phone = phoneOf(EVERYTHING);
        phone.acknowledge(Instant.parse("2090-01-01T00:00:00Z"));
        atTime("2040-01-01T00:01:00Z");
        feed.project(user(USER, "{}"));
        atTime("2040-01-01T00:02:00Z");

        assertEquals("No achievements at some classes", phone.pullSince(START).message());
    }

    @Test
    void anEarlierTimeMayBeAcknowledged() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:10Z");
        feed.project(user(USER, "{}"));
        atTime("2040-01-01T00:01:00Z");
        phone.loaded();
        assertEquals(0, phone.pullSince(START).status());

        phone.acknowledge(START);

        assertEquals(1, phone.pullSince(START).status());
    }

    @Test
    void acknowledgmentsAreOfOneDevice() {
        phoneOf(EVERYTHING);
        var tablet = new Phone(feed, COMPANY, USER, "d.tablet", new FeedQuery(feed.pool(), feed.settings()));

        assertReload("No achievements at some classes", tablet.pullSince(START));
    }

    @Test
    void twoUsersOfOneDeviceAcknowledgeEachForHimself() {
        phoneOf(EVERYTHING);
        feed.project(user(2, EVERYTHING));
        var ofAnother = new Phone(feed, COMPANY, 2);

        assertReload("No achievements at some classes", ofAnother.pullSince(START));
        assertEquals(0, ofAnother.loaded().pullSince(START).status());
    }

    @Test
    void whoNeverAcknowledgedHasNoAchievements() {
        feed.project(user(USER, EVERYTHING));
        var phone = new Phone(feed, COMPANY, USER);

        assertReload("No achievements at some classes", phone.pullSince(START));
        assertReload(
                "No achievements: 'Tag'",
                phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", START.toString())))));
    }

    @Test
    void aDeviceThatWasForgottenIsUnknown() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set acknowledged_at = null");

        assertReload("Unknown device", phone.pullSince(START));
        assertReload("Invalid params", phone.pull(Map.of("cursor", "x")));
        assertReload("Invalid timestamp", phone.pullSince("yesterday"));
        assertEquals(0, phone.loaded().pullSince(START).status());
    }

    @Test
    void devicesThatDoNotComeAreForgotten() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set seen_at = now() - interval '89 days'");
        Forgetting.devices(feed);
        assertEquals(0, phone.pullSince(START).status());

        Forgetting.devices(feed);
        feed.update("update feed_acknowledgment set seen_at = now() - interval '91 days'");
        Forgetting.devices(feed);

        assertEquals("Unknown device", phone.pullSince(START).message());
    }

    @Test
    void aDeviceThatPullsIsSeen() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set seen_at = now() - interval '89 days'");
        phone.pullSince(START);

        assertEquals(
                1,
                feed.update("update feed_acknowledgment set seen_at = seen_at where seen_at > now() - interval '1 m'"));
    }
}
