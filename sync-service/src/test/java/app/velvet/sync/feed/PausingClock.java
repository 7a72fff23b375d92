package app.velvet.sync.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A clock of a shard whose projector stops, having drawn its time, until it may go on. */
public final class PausingClock extends ShardClock {

    /** In which order a projector locks its shard and draws its time. */
    public enum Order {
        LOCK_THEN_DRAW,
        /** Wrong: while it waits for the lock, others commit later times. */
        DRAW_THEN_LOCK
    }

    private final Order order;
    private final CountDownLatch drawn = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private volatile Instant time;

    public PausingClock(Order order) {
        this.order = order;
    }

    @Override
    Instant advance(Connection transaction, int shard) throws SQLException {
        if (order == Order.LOCK_THEN_DRAW) {
            time = super.advance(transaction, shard);
            pause();
        } else {
            time = drawUnlocked(transaction, shard);
            pause();
            lock(transaction, shard);
            store(transaction, shard, time);
        }
        return time;
    }

    private void pause() {
        drawn.countDown();
        await(resumed);
    }

    /** Waits until the projector has drawn its time, and returns it. */
    public Instant awaitDrawn() {
        await(drawn);
        return time;
    }

    public void resume() {
        resumed.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Instant drawUnlocked(Connection transaction, int shard) throws SQLException {
        var draw =
                "select greatest(clock_timestamp(), watermark + interval '1 microsecond') from feed_shard where shard = ?";
        try (var statement = transaction.prepareStatement(draw)) {
            statement.setInt(1, shard);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private static void store(Connection transaction, int shard, Instant time) throws SQLException {
        var store = "update feed_shard set watermark = greatest(watermark, ?) where shard = ?";
        try (var statement = transaction.prepareStatement(store)) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            statement.setInt(2, shard);
            statement.executeUpdate();
        }
    }
}
