package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import app.velvet.sync.TestSettings;
import app.velvet.sync.waiting.TestPolls;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Pulls that are answered from memory, and those that must not be. */
class IdlePullsTest extends LastChangesFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger statements = new AtomicInteger();

    /** A phone that has pulled once and is remembered since. */
    private Phone rememberedPhone(String permissions) {
        feed.project(user(USER, permissions));
        var phone = countedPhone().loaded();
        phone.pullSince(START);
        feed.polls().look();
        statements.set(0);
        return phone;
    }

    private Phone countedPhone() {
        return new Phone(feed, COMPANY, USER, "d.phone", new FeedQuery(counting(feed.pool()), feed.settings()));
    }

    private Pool counting(Pool pool) {
        return new Pool(pool.getDelegate()) {
            @Override
            public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
                statements.incrementAndGet();
                return super.preparedQuery(sql);
            }
        };
    }

    private Phone.Answer fromMemory(Phone phone, String cursor) {
        statements.set(0);
        var answer = phone.pullAfter(cursor);
        assertEquals(0, statements.get(), "statements");
        return answer;
    }

    private Phone.Answer fromTheDatabase(Phone phone, String cursor) {
        statements.set(0);
        var answer = phone.pullAfter(cursor);
        assertNotEquals(0, statements.get(), "statements");
        return answer;
    }

    @Test
    void aPullToWhichNothingIsNewAsksTheDatabaseNothing() {
        var phone = rememberedPhone(EVERYTHING);
        var byTime = phone.pullSince(START);

        assertEquals(List.of(), byTime.actions());
        assertEquals("2040-01-01T00:00:00GMT+00:00", byTime.timestamp());
        assertEquals(
                List.of(),
                fromMemory(phone, fromMemory(phone, byTime.cursor()).cursor()).actions());
        assertEquals(
                List.of(),
                phone.pull(Map.of("cursor", byTime.cursor(), "limit", "10")).actions());
        assertEquals(0, statements.get());
    }

    @Test
    void anIdleAnswerCarriesTheTimeOfTheLookAndNoLaterOne() {
        var phone = rememberedPhone(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        atTime("2040-01-01T00:00:05Z");

        assertEquals("2040-01-01T00:00:00GMT+00:00", fromMemory(phone, cursor).timestamp());

        feed.polls().look();

        assertEquals("2040-01-01T00:00:05GMT+00:00", fromMemory(phone, cursor).timestamp());
    }

    @Test
    void whatTheReplicaHasNotHeardOfComesAfterTheIdleAnswer() {
        var phone = rememberedPhone(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.project(tag(1, "vip"));
        var idle = fromMemory(phone, cursor);
        feed.polls().look();

        assertEquals(List.of(), idle.actions());
        assertEquals(List.of("create Tag 1"), phone.pullAfter(idle.cursor()).actions());
        assertEquals(List.of("create Tag 1"), phone.pullSince(idle.timestamp()).actions());
    }

    @Test
    void aSecondInWhichSomethingChangedIsAskedOfTheDatabaseUntilItIsOver() {
        var phone = rememberedPhone(EVERYTHING);
        feed.project(tag(1, "vip"));
        feed.polls().look();

        assertEquals(List.of("create Tag 1"), phone.pullSince(START).actions());

        atTime("2040-01-01T00:00:01Z");
        feed.polls().look();
        statements.set(0);

        assertEquals(List.of(), phone.pullSince("2040-01-01T00:00:01GMT+00:00").actions());
        assertEquals(0, statements.get());
    }

    @Test
    void whatChangesUnderKeysOfOthersOnlyLeavesItIdle() {
        var phone = rememberedPhone(VENUES_1_AND_2);
        var cursor = phone.pullSince(START).cursor();
        feed.project(contact(5, "elsewhere", COMPANY_WIDE));
        feed.project(contact(COMPANY + 64, 5, "another company", COMPANY_WIDE, VENUE_1));
        feed.polls().look();

        assertEquals(List.of(), fromMemory(phone, cursor).actions());
    }

    /** Another replica has told it a later time. */
    @Test
    void whatChangesUnderOneOfSeveralKeysIsTold() {
        var phone = rememberedPhone(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(6, "Bob", COMPANY_WIDE, VENUE_2));
        feed.polls().look();
        var cursor = phone.pullSince(START).cursor();
        atTime("2040-01-01T00:00:05Z");
        feed.project(contact(5, "Anna", COMPANY_WIDE, VENUE_1));
        feed.polls().look();
        var changed = phone.pullAfter(cursor);
        feed.project(contact(5, "Anna", COMPANY_WIDE));
        feed.polls().look();

        assertEquals(List.of("update Contact 5"), changed.actions());
        assertEquals(
                List.of("destroy Contact 5"), phone.pullAfter(changed.cursor()).actions());
        assertEquals(List.of("destroy Contact 5"), phone.pullAfter(cursor).actions());
    }

    @Test
    void aCursorFromAfterTheLookIsAskedOfTheDatabase() {
        var phone = rememberedPhone(EVERYTHING);
        atTime("2040-01-01T00:00:05Z");
        var later = new Phone(feed, COMPANY, USER).pull(Map.of()).cursor();

        assertEquals(
                "2040-01-01T00:00:05GMT+00:00", fromTheDatabase(phone, later).timestamp());
    }

    @Test
    void aTimeFromAfterTheLookIsAskedOfTheDatabase() {
        var phone = rememberedPhone(EVERYTHING);
        atTime("2040-01-01T00:00:05Z");

        assertEquals(
                "2040-01-01T00:00:05GMT+00:00",
                phone.pullSince(START.plusSeconds(3)).timestamp());
    }

    @Test
    void aChangeOfHisRightsAsksForAReload() {
        var phone = rememberedPhone(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.project(user(USER, "{}"));
        feed.polls().look();

        assertReload("No achievements at some classes", phone.pullAfter(cursor));
    }

    /** It goes on behind the change, where nothing is new, but has not loaded what it may see now. */
    @Test
    void whoWasAskedToReloadAndHasNotAcknowledgedIsAskedAgain() {
        var phone = rememberedPhone(VENUES_1_AND_2);
        feed.project(user(USER, EVERYTHING));
        var reload = phone.pull(Map.of());
        feed.polls().look();

        assertReload("No achievements at some classes", phone.pullAfter(reload.cursor()));
    }

    @Test
    void anEarlierAcknowledgmentThatCountsNoMoreAsksForAReload() {
        feed.project(user(USER, VENUES_1_AND_2));
        feed.project(user(USER, EVERYTHING));
        atTime("2040-01-01T00:00:20Z");
        var phone = countedPhone().loaded();
        var cursor = phone.pullSince(START.plusSeconds(20)).cursor();
        feed.polls().look();
        fromMemory(phone, cursor);
        phone.acknowledge(START);
        feed.polls().look();

        assertEquals("No achievements at some classes", phone.pullAfter(cursor).message());
    }

    @Test
    void whatTheCompanyHasForgottenAsksForAReload() {
        var phone = rememberedPhone(EVERYTHING);
        feed.project(tag(1, "vip"));
        feed.polls().look();
        var before = phone.pullSince(START).cursor();
        fromMemory(phone, before);
        atTime("2040-01-01T00:00:05Z");
        feed.update(
                "insert into feed_forgotten values (?, ?, now())",
                COMPANY,
                START.plusSeconds(4).atOffset(ZoneOffset.UTC));
        feed.polls().look();

        assertEquals("Too many changes", phone.pullAfter(before).message());
    }

    @Test
    void aDeviceThatWasForgottenIsUnknown() {
        var phone = rememberedPhone(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.update("update feed_acknowledgment set acknowledged_at = null");
        feed.polls().look();

        assertReload("Unknown device", phone.pullAfter(cursor));
    }

    @Test
    void aNewEpochAsksForAReload() {
        var phone = rememberedPhone(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.update("update feed_shard set epoch = gen_random_uuid()");
        feed.polls().look();

        assertReload("Too many changes", phone.pullAfter(cursor));
    }

    /** What is stamped before the time up to which the replica had looked would not be looked for. */
    @Test
    void aFeedThatWasRestoredIsNotTakenForWhatItWas() {
        var phone = rememberedPhone(EVERYTHING);
        atTime("2040-01-01T00:00:00.900000Z");
        feed.polls().look();
        atTime("2040-01-01T00:00:00.500000Z");
        feed.project(tag(1, "restored"));
        feed.polls().look();

        assertEquals(List.of("create Tag 1"), phone.pullSince(START).actions());
    }

    @Test
    void whoHasNotAcknowledgedIsNotRemembered() {
        feed.project(user(USER, EVERYTHING));
        var phone = countedPhone();
        var cursor = phone.pull(Map.of()).cursor();
        feed.polls().look();

        assertReload("No achievements at some classes", fromTheDatabase(phone, cursor));
    }

    @Test
    void whatWasRememberedLongAgoIsNotBelieved() {
        var phone = rememberedPhone(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        fromMemory(phone, cursor);

        await().atMost(PATIENCE).until(() -> {
            phone.pullAfter(cursor);
            return statements.get() > 0;
        });
    }

    /** With the rest of its second, an answer is at most two behind the clock while the feed is healthy. */
    @Test
    void aTimeThatWasOldWhenItWasRememberedIsNotTold() {
        feed.project(user(USER, EVERYTHING));
        var phone = countedPhone().loaded();
        feed.setClock(COMPANY, Instant.now().minusSeconds(1));
        var cursor = phone.pullSince(START).cursor();
        feed.polls().look();

        fromTheDatabase(phone, cursor);
    }

    @Test
    void aPollWhoseTimeIsOverIsAnsweredFromMemory() {
        var phone = rememberedPhone(EVERYTHING);
        var poll = phone.pulling(Map.of("start_date", START.toString(), "wait", "1"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        await().atMost(PATIENCE).until(() -> {
            feed.polls().look();
            return poll.getItem() != null;
        });

        assertEquals(List.of(), poll.getItem().actions());
        assertEquals(0, statements.get());
    }

    /** All that one look reads is of one moment: what comes in between belongs to the next one. */
    @Test
    void anAcknowledgmentWhileTheReplicaLooksIsNotOverlooked() {
        var phone = rememberedPhone(EVERYTHING);
        feed.project(user(USER, VENUES_1_AND_2));
        atTime("2040-01-01T00:00:20Z");
        phone.loaded();
        var meanwhile = new Meanwhile(feed.database());
        var replica = new TestPolls(meanwhile, TestSettings.DEFAULTS);
        var there = new Phone(
                feed, replica, COMPANY, USER, "d.phone", new FeedQuery(counting(feed.pool()), feed.settings()));
        var cursor = there.pullSince(START.plusSeconds(20)).cursor();
        replica.look();
        fromMemory(there, cursor);
        meanwhile.once("pg_postmaster_start_time", () -> phone.acknowledge(START));
        replica.look();
        replica.look();

        assertEquals("No achievements at some classes", there.pullAfter(cursor).message());
    }

    /** Its transaction has begun before another that the look sees, and ends after the look. */
    @Test
    void anAcknowledgmentUnderWayWhileTheReplicaLooksIsNotOverlooked() throws SQLException {
        var phone = rememberedPhone(EVERYTHING);
        feed.project(user(USER, VENUES_1_AND_2));
        atTime("2040-01-01T00:00:20Z");
        phone.loaded();
        feed.polls().look();
        var cursor = phone.pullSince(START.plusSeconds(20)).cursor();
        feed.polls().look();
        try (var transaction = feed.database().getConnection();
                var acknowledging = transaction.createStatement()) {
            transaction.setAutoCommit(false);
            acknowledging.executeUpdate("update feed_acknowledgment set acknowledged_at = '2040-01-01T00:00:00Z'");
            feed.project(tag(1, "vip"));
            feed.polls().look();
            transaction.commit();
        }
        feed.polls().look();

        assertEquals("No achievements at some classes", phone.pullAfter(cursor).message());
    }

    @Test
    void aDestroyIsToldOnceThoughItsClassIsAskedForAlone() {
        var phone = rememberedPhone(EVERYTHING);
        feed.project(tag(1, "vip"));
        feed.polls().look();
        var tags = phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", START.toString()))))
                .cursor();
        fromMemory(phone, tags);
        feed.project(destroy("Tag", 1));
        feed.polls().look();

        assertEquals(List.of("destroy Tag 1"), phone.pullAfter(tags).actions());
    }
}
