package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.sync.TestSettings;
import app.velvet.sync.pull.Element.Position;
import app.velvet.sync.waiting.TestPolls;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Pulls that wait for something new. */
class LongPollsTest extends LastChangesFixture {

    /** Less than the polls wait: one that nobody woke is not taken for one that was. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static UniAssertSubscriber<Phone.Answer> poll(Phone phone, String cursor, Object... more) {
        var parameters = new HashMap<String, Object>(Map.of("cursor", cursor, "wait", "55"));
        for (var i = 0; i < more.length; i += 2) {
            parameters.put((String) more[i], more[i + 1]);
        }
        return phone.pulling(parameters).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void awaitWaiting(int number) {
        awaitWaiting(feed.polls(), number);
    }

    private static void awaitWaiting(TestPolls polls, int number) {
        await().atMost(PATIENCE).until(polls::waiting, waiting -> waiting == number);
    }

    private static Phone.Answer answer(UniAssertSubscriber<Phone.Answer> poll) {
        return poll.awaitItem(PATIENCE).getItem();
    }

    @Test
    void whatIsThereAlreadyIsAnsweredAtOnce() {
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        feed.project(tag(1, "vip"));

        assertEquals(List.of("create Tag 1"), answer(poll(phone, cursor)).actions());
    }

    @Test
    void theAnswerComesWithTheChangeItWaitsFor() {
        var phone = phoneOf(EVERYTHING);
        var poll = poll(phone, phone.pullSince(START).cursor());
        awaitWaiting(1);
        feed.project(tag(1, "vip"));
        feed.polls().look();

        assertEquals(List.of("create Tag 1"), answer(poll).actions());
        assertEquals(0, feed.polls().waiting());
    }

    /** The poll has seen nothing; then comes a change, and a look for others that wait; then the poll begins to wait. */
    @Test
    void aChangeBetweenTheReadingAndTheWaitingIsNotOverlooked() {
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        var other = poll(phone, cursor, "options", Map.of("Contact", Map.of("start_date", START.toString())));
        awaitWaiting(1);
        var changes = new ArrayList<ChangeRecord>(List.of(tag(1, "vip")));
        var slow = new Phone(feed, COMPANY, USER, "d.phone", new FeedQuery(feed.pool(), feed.settings()) {
            @Override
            Uni<Chunk> elements(Window window, Position after, int limit) {
                return super.elements(window, after, limit)
                        .emitOn(task -> new Thread(task, "meanwhile").start())
                        .invoke(() -> {
                            if (!changes.isEmpty()) {
                                feed.project(changes.remove(0));
                                feed.polls().look();
                            }
                        });
            }
        });
        var poll = poll(slow, cursor);
        await().atMost(PATIENCE).until(() -> feed.polls().waiting() == 1 && other.getItem() != null);
        assertEquals(1, feed.polls().woken());
        feed.polls().look();

        assertEquals(2, feed.polls().woken());
        assertEquals(List.of("create Tag 1"), answer(poll).actions());
    }

    @Test
    void nobodyIsWokenByWhatDoesNotConcernHim() {
        var phone = phoneOf(VENUES_1_AND_2);
        var tagsOnly = Map.of("Tag", Map.of("start_date", START.toString()));
        var tags = phone.pull(Map.of("options", tagsOnly)).cursor();
        poll(phone, phone.pullSince(START).cursor());
        poll(phone, tags);
        awaitWaiting(2);
        feed.project(contact(COMPANY + 64, 5, "another company", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "another venue", COMPANY_WIDE));
        feed.polls().look();

        assertEquals(0, feed.polls().woken());

        feed.project(contact(5, "his venue", COMPANY_WIDE, VENUE_1));
        feed.polls().look();

        assertEquals(1, feed.polls().woken(), "not who follows tags only");
        awaitWaiting(1);
    }

    @Test
    void whatWakesItAndIsNothingNewToHimLetsItWaitOn() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE));
        var poll = poll(phone, phone.pullSince(START).cursor());
        awaitWaiting(1);
        feed.update(
                "update feed_key set advanced_at = '2040-01-01T00:00:00.9Z' where audience_key = 'Contact/venue:1'");
        feed.polls().look();
        await().atMost(PATIENCE)
                .until(() -> feed.polls().woken() == 1 && feed.polls().waiting() == 1);
        assertFalse(poll.getItem() != null);
        atTime("2040-01-01T00:00:01Z");
        feed.project(tag(1, "vip"));
        feed.polls().look();

        assertEquals(List.of("create Tag 1"), answer(poll).actions());
    }

    @Test
    void aChangeOfHisRightsWakesItAndAsksForAReload() {
        var phone = phoneOf(EVERYTHING);
        var poll = poll(phone, phone.pullSince(START).cursor());
        awaitWaiting(1);
        feed.project(user(USER, "{}"));
        feed.polls().look();

        assertReload("No achievements at some classes", answer(poll));
    }

    @Test
    void aReloadIsNotWaitedFor() {
        var phone = phoneOf(EVERYTHING);

        assertReload("Invalid params", phone.pull(Map.of("cursor", "x", "wait", "55")));
    }

    @Test
    void whenItsTimeIsOverItIsAnsweredWithTheTimeOfThen() {
        var phone = phoneOf(EVERYTHING);
        var poll = phone.pulling(Map.of("start_date", START.plusSeconds(1).toString(), "wait", "1"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        awaitWaiting(1);
        atTime("2040-01-01T00:00:09Z");

        assertEquals("2040-01-01T00:00:09GMT+00:00", answer(poll).timestamp());
        assertEquals(List.of(), answer(poll).actions());
    }

    @Test
    void whoEndsHisSessionMeanwhileIsRefused() {
        var phone = phoneOf(EVERYTHING);
        var poll = poll(phone, phone.pullSince(START).cursor());
        awaitWaiting(1);
        feed.update(
                "insert into staff_session_end (company_id, user_id, id, expires_at) values (?, ?, 1, now() + interval '1 day')",
                COMPANY,
                USER);
        try {
            feed.project(tag(1, "vip"));
            feed.polls().look();

            assertTrue(poll.awaitFailure(PATIENCE).getFailure() instanceof RefusedException);
        } finally {
            feed.update("delete from staff_session_end");
        }
    }

    @Test
    void aPollEndsWithItsToken() {
        feed.project(user(USER, EVERYTHING));
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Phone.EXPIRY.minusSeconds(2)));
        var phone = expiringPhone(clock).loaded();
        var poll = poll(phone, phone.pull(Map.of()).cursor());

        assertRefused(ApiError.INVALID_TOKEN, poll);
        assertFalse(clock.instant().isBefore(Phone.EXPIRY));
    }

    @Test
    void whatWakesAPollAfterItsTokenHasExpiredIsNotTold() {
        feed.project(user(USER, EVERYTHING));
        var now = new AtomicReference<>(Phone.EXPIRY.minusSeconds(3_600));
        var phone = expiringPhone(new MutableClock(now)).loaded();
        var poll = poll(phone, phone.pull(Map.of()).cursor());
        awaitWaiting(1);
        now.set(Phone.EXPIRY);
        feed.project(tag(1, "vip"));
        feed.polls().look();

        assertRefused(ApiError.INVALID_TOKEN, poll);
    }

    private Phone expiringPhone(Clock clock) {
        var query = new FeedQuery(feed.pool(), feed.settings());
        return new Phone(feed, feed.polls(), COMPANY, USER, "d.phone", query, clock);
    }

    private static void assertRefused(ApiError error, UniAssertSubscriber<Phone.Answer> poll) {
        var failure = poll.awaitFailure(PATIENCE).getFailure();
        assertEquals(error, ((RefusedException) failure).refusal());
    }

    static final class MutableClock extends Clock {

        private final AtomicReference<Instant> now;

        MutableClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void whoGoesAwayWaitsNoLonger() {
        var phone = phoneOf(EVERYTHING);
        var poll = poll(phone, phone.pullSince(START).cursor());
        awaitWaiting(1);
        poll.cancel();

        awaitWaiting(0);
    }

    @Test
    void aReplicaThatStopsAnswersAllAndLetsNobodyWait() {
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        var poll = poll(phone, cursor);
        awaitWaiting(1);
        feed.polls().close();

        assertEquals(List.of(), answer(poll).actions());
        assertEquals(List.of(), answer(poll(phone, answer(poll).cursor())).actions());
        assertEquals(0, feed.polls().waiting());
    }

    @Test
    void oneMoreThanMayWaitIsAnsweredAtOnce() {
        withSettings(TestSettings.DEFAULTS.withMostWaiting(1));
        var phone = phoneOf(EVERYTHING);
        var cursor = phone.pullSince(START).cursor();
        poll(phone, cursor);
        awaitWaiting(1);

        assertEquals(List.of(), answer(poll(phone, cursor)).actions());
    }

    @Test
    void aWaitOutsideItsBoundsIsRefused() {
        var phone = phoneOf(EVERYTHING);
        for (var wait : List.of("56", "-1", "a while")) {
            var refused = assertThrows(
                    InvalidFieldsException.class,
                    () -> phone.pull(Map.of("start_date", START.toString(), "wait", wait)));
            assertEquals("Wait is invalid", refused.getMessage());
        }
    }

    /** With the eight connections that the feed has here, and two looks at it. */
    @Test
    void thousandsWaitAndEachIsWokenByItsOwnKeyAlone() {
        var venues = 40;
        var each = 75;
        var polls = new HashMap<Long, List<UniAssertSubscriber<Phone.Answer>>>();
        for (var venue = 1L; venue <= venues; venue++) {
            feed.project(user(venue, "{\"Contact\": {\"read\": [{\"selected_venues\": [%d]}]}}".formatted(venue)));
            var phone = new Phone(feed, COMPANY, venue).loaded();
            var cursor = phone.pullSince(feed.watermark(COMPANY).plusSeconds(1)).cursor();
            var ofVenue = polls.computeIfAbsent(venue, one -> new ArrayList<>());
            for (var i = 0; i < each; i++) {
                ofVenue.add(poll(phone, cursor));
            }
        }
        awaitWaiting(venues * each);
        var threads = Thread.activeCount();
        assertTrue(threads < 200, threads + " threads");

        feed.project(contact(5, "Ann", COMPANY_WIDE, Audience.venue(7)));
        feed.polls().look();

        polls.remove(7L)
                .forEach(poll ->
                        assertEquals(List.of("create Contact 5"), answer(poll).actions()));
        assertEquals(each, feed.polls().woken());
        assertEquals((venues - 1) * each, feed.polls().waiting());

        feed.project(tag(1, "for everyone"));
        feed.polls().look();

        polls.values()
                .forEach(ofVenue -> ofVenue.forEach(poll ->
                        assertEquals(List.of("create Tag 1"), answer(poll).actions())));
        assertEquals(venues * each, feed.polls().woken());
        assertEquals(0, feed.polls().waiting());
    }
}
