package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.tag;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.sync.feed.PausingClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a feed that is built again from the topics, by projectors that are played here. */
class FeedRebuildTest extends LastChangesFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void forgetPositions() {
        feed.update("delete from feed_rebuild");
        feed.update("delete from consumer_position");
        feed.update("delete from consumer_sequence");
        feed.update("update feed_shard set rebuilding = false");
    }

    private void rebuild() {
        feed.update("call rebuild_feed(%d)".formatted(COMPANY));
    }

    private void readUpTo(String topic, int offset) {
        feed.update("""
                insert into consumer_position (consumer, topic, partition, next_offset)
                values ('sync-service.feed', '%s', %d, %d)
                on conflict on constraint pk_consumer_position do update set next_offset = excluded.next_offset
                """.formatted(topic, COMPANY, offset));
    }

    private static void assertRefused(Runnable pull) {
        var refused = assertThrows(RefusedException.class, pull::run);
        assertEquals(ApiError.UNAVAILABLE, refused.refusal());
    }

    @Test
    void nobodyIsToldOfHalfAFeed() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), tag(2, "lost by the topic"));
        feed.polls().look();
        var cursor = phone.pullSince(START).cursor();
        readUpTo("contacts.changes", 10);
        readUpTo("push.changes", 5);
        rebuild();

        assertRefused(() -> phone.pullAfter(cursor));

        readUpTo("contacts.changes", 9);
        readUpTo("push.changes", 5);
        feed.project(tag(1, "vip"));
        feed.polls().look();
        feed.beat();

        assertRefused(() -> phone.pullAfter(cursor));
        assertRefused(() -> phone.pullSince(feed.watermark(COMPANY)));
        assertRefused(phone::snapshot);

        readUpTo("contacts.changes", 10);
        feed.beat();
        var snapshot = phone.snapshot();

        assertEquals(List.of("create Tag 1"), snapshot.actions());
        assertEquals("Too many changes", phone.pullAfter(cursor).message());
        assertEquals("Too many changes", phone.pullSince(START).message());
        phone.loaded();
        feed.project(tag(3, "regular"));
        assertEquals(List.of("create Tag 3"), phone.pullAfter(snapshot.cursor()).actions());
    }

    /** Or the rows that were removed would be missing to whoever had been told of them. */
    @Test
    void whatWasToldWhileItWasBuiltIsNotGoneOnFrom() {
        var phone = phoneOf(EVERYTHING);
        var before = phone.pullSince(START);
        readUpTo("contacts.changes", 10);
        rebuild();
        readUpTo("contacts.changes", 10);
        feed.beat();

        assertEquals("Too many changes", phone.pullSince(before.timestamp()).message());
        assertEquals("Too many changes", phone.pullAfter(before.cursor()).message());
    }

    @Test
    void begunTwiceItIsReadToWhereItHadBeen() {
        var phone = phoneOf(EVERYTHING);
        readUpTo("contacts.changes", 10);
        rebuild();
        readUpTo("contacts.changes", 3);
        rebuild();
        readUpTo("contacts.changes", 9);
        feed.beat();

        assertRefused(phone::snapshot);
    }

    @Test
    void companiesAreSweptBeforeItEnds() {
        var phone = phoneOf(EVERYTHING);
        readUpTo("contacts.changes", 10);
        feed.update("""
                insert into consumer_sequence (company_id, consumer, topic, partition, epoch, sequence)
                values (%d, 'sync-service.feed', 'contacts.changes', %d, 'e', 7)
                """.formatted(COMPANY, COMPANY));
        rebuild();
        readUpTo("contacts.changes", 10);
        feed.beat();

        assertRefused(phone::snapshot);

        feed.update("update consumer_sequence set sweep_offset = null");
        feed.beat();

        assertEquals(0, phone.snapshot().status());
    }

    @Test
    void aProjectorInTheMiddleOfItsTransactionIsWaitedForAndNothingOfItStays() {
        var phone = phoneOf(EVERYTHING);
        var pausing = new PausingClock(PausingClock.Order.LOCK_THEN_DRAW);
        var projecting = feed.projectInBackground(pausing, tag(1, "half-way"));
        pausing.awaitDrawn();
        var rebuilding = CompletableFuture.runAsync(this::rebuild, task -> new Thread(task, "operator").start());
        await().atMost(PATIENCE).until(feed::isAProjectorWaiting);
        assertFalse(rebuilding.isDone());
        pausing.resume();
        projecting.join();
        rebuilding.join();
        feed.beat();

        assertEquals(List.of(), phone.snapshot().actions());
    }
}
