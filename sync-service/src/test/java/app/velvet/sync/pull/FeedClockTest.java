package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.time.Timestamps;
import app.velvet.api.token.Caller;
import app.velvet.sync.TestSettings;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.feed.PausingClock;
import app.velvet.sync.feed.PausingClock.Order;
import app.velvet.sync.feed.TestFeed;
import app.velvet.sync.pull.Element.Position;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: a reader who always asks from the last timestamp on misses nothing, whatever is frozen when. It rests on two
 * orders, lock the shard and then draw the time, read the watermark and then the rows. The same scripts run with either of
 * them reversed, and then the reader does miss a row.
 */
class FeedClockTest {

    private static final long USER = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestFeed feed = new TestFeed(TestSettings.DEFAULTS);
    private final Set<Long> seen = new TreeSet<>();
    private String timestamp;

    @BeforeEach
    void makeTheReader() {
        feed.project(user(USER, "{}"));
        new Phone(feed, COMPANY, USER).loaded();
        timestamp = feed.watermark(COMPANY).toString();
    }

    // -- lock the shard, then draw the time

    @Test
    void noRowIsMissedWhileAProjectorIsPausedInsideItsTransaction() {
        assertEquals(Set.of(1L, 2L), tagsSeenAroundAPausedProjector(Order.LOCK_THEN_DRAW));
    }

    @Test
    void aRowIsMissedIfTheTimeIsDrawnBeforeTheShardIsLocked() {
        assertEquals(Set.of(2L), tagsSeenAroundAPausedProjector(Order.DRAW_THEN_LOCK));
    }

    private Set<Long> tagsSeenAroundAPausedProjector(Order order) {
        var phone = new Phone(feed, COMPANY, USER);
        var pausing = new PausingClock(order);
        var paused = feed.projectInBackground(pausing, tag(1, "paused"));
        var drawn = pausing.awaitDrawn();

        var going = new PausingClock(order);
        going.resume();
        var other = feed.projectInBackground(going, tag(2, "going on"));
        await().atMost(PATIENCE).until(() -> {
            feed.beat();
            pull(phone);
            return other.isDone() ? isASecondAfter(drawn) : feed.isAProjectorWaiting();
        });

        pausing.resume();
        paused.join();
        other.join();
        feed.beat();
        pull(phone);
        return seen;
    }

    /** So that the next pull does not ask for the second of {@code time} again. */
    private boolean isASecondAfter(Instant time) {
        var asked = Timestamps.parse(timestamp).orElseThrow();
        return !asked.isBefore(time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    @Test
    void aProjectorFrozenInsideItsTransactionIsCutOffAndNothingOfItIsSeen() {
        feed.update("alter database feed set idle_in_transaction_session_timeout = '1s'");
        try {
            var phone = new Phone(feed, COMPANY, USER);
            var frozen = new PausingClock(Order.LOCK_THEN_DRAW);
            var cutOff = feed.projectInBackground(frozen, tag(1, "frozen"));
            var before = feed.watermark(COMPANY);
            frozen.awaitDrawn();

            var going = new PausingClock(Order.LOCK_THEN_DRAW);
            going.resume();
            var other = feed.projectInBackground(going, tag(2, "going on"));
            feed.beat();
            assertEquals(before, feed.watermark(COMPANY));
            other.join();
            frozen.resume();

            assertThrows(CompletionException.class, cutOff::join);
            pull(phone);
            assertEquals(Set.of(2L), seen);
        } finally {
            feed.update("alter database feed reset idle_in_transaction_session_timeout");
        }
    }

    // -- read the watermark, then the rows

    @Test
    void noRowIsMissedThatBecomesVisibleDuringAPull() {
        assertEquals(Set.of(1L), tagsSeenAroundAProjectionDuringAPull(WatermarkFirst::new));
    }

    @Test
    void aRowIsMissedIfTheWatermarkIsReadAfterTheRows() {
        assertEquals(Set.of(), tagsSeenAroundAProjectionDuringAPull(RowsFirst::new));
    }

    private Set<Long> tagsSeenAroundAProjectionDuringAPull(Function<Runnable, FeedQuery> reading) {
        var slow = new Phone(feed, COMPANY, USER, "d.phone", reading.apply(this::projectAndPassTheSecond));
        pull(slow);
        feed.beat();
        pull(new Phone(feed, COMPANY, USER));
        return seen;
    }

    private void projectAndPassTheSecond() {
        var visible = feed.project(tag(1, "meanwhile"));
        await().atMost(PATIENCE).until(() -> {
            feed.beat();
            return feed.watermark(COMPANY)
                    .isAfter(visible.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        });
    }

    /** As in production, with something happening between the two reads. */
    private final class WatermarkFirst extends FeedQuery {

        private final Runnable meanwhile;

        WatermarkFirst(Runnable meanwhile) {
            super(feed.pool(), feed.settings());
            this.meanwhile = meanwhile;
        }

        @Override
        Uni<Chunk> elements(Window window, Position after, int limit) {
            return onAnotherThread(meanwhile).chain(() -> super.elements(window, after, limit));
        }
    }

    /** Wrong: the rows, then something happens, then the watermark. */
    private final class RowsFirst extends FeedQuery {

        private final Runnable meanwhile;
        private Chunk rows;

        RowsFirst(Runnable meanwhile) {
            super(feed.pool(), feed.settings());
            this.meanwhile = meanwhile;
        }

        @Override
        Uni<ReaderState> readerState(Caller caller) {
            return super.readerState(caller)
                    .chain(this::readRows)
                    .chain(() -> onAnotherThread(meanwhile))
                    .chain(() -> super.readerState(caller));
        }

        private Uni<Void> readRows(ReaderState reader) {
            var window = new Window(
                    (int) COMPANY,
                    COMPANY,
                    reader.keys(),
                    reader.keys(),
                    reader.grants(),
                    Map.of(FeedClass.TAG, Timestamps.parse(timestamp).orElseThrow()),
                    Position.before(Timestamps.parse(timestamp).orElseThrow()),
                    Instant.parse("2100-01-01T00:00:00Z"));
            return super.elements(window, window.begin(), 100)
                    .invoke(elements -> rows = elements)
                    .replaceWithVoid();
        }

        @Override
        Uni<Chunk> elements(Window window, Position after, int limit) {
            return Uni.createFrom().item(rows);
        }
    }

    private static Uni<Void> onAnotherThread(Runnable meanwhile) {
        return Uni.createFrom()
                .completionStage(
                        () -> CompletableFuture.runAsync(meanwhile, task -> new Thread(task, "meanwhile").start()));
    }

    // -- the reader

    private void pull(Phone phone) {
        var answer = phone.pullSince(timestamp);
        assertEquals(0, answer.status(), answer.message());
        answer.log().forEach(element -> seen.add(element.get("id").longValue()));
        timestamp = answer.timestamp();
    }
}
