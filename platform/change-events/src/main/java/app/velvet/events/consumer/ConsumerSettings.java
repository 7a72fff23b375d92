package app.velvet.events.consumer;

import java.time.Duration;

/**
 * How a {@link ChangeConsumer} works.
 *
 * @param batch the most records of one poll, and so of one transaction
 * @param fetchWait how long a broker may hold a fetch open for want of records. A change in a partition that the open fetch
 *     does not cover, because its last records were still being taken over, waits for that fetch to end. A poll waits as
 *     long: the client fetches only when polled, so after an empty answer it would wait for nothing
 * @param firstRetry how long after a failure it is tried again; each further time twice as long
 * @param longestRetry the most that is waited between two tries
 * @param housekeeping how often it looks for companies to resume and to sweep, and measures its lag
 * @param idleInTransaction how long the database bears with a transaction whose process is frozen
 * @param compactionLag of the topics: where records are older, missing ones may have been compacted away; a consumer that
 *     was away for longer reads everything again
 * @param deadLetterRetention how long the dead-letter topics keep what was put aside
 */
public record ConsumerSettings(
        int batch,
        Duration fetchWait,
        Duration firstRetry,
        Duration longestRetry,
        Duration housekeeping,
        Duration idleInTransaction,
        Duration compactionLag,
        Duration deadLetterRetention) {

    public static final ConsumerSettings DEFAULTS = new ConsumerSettings(
            500,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofDays(7),
            Duration.ofDays(90));

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public ConsumerSettings {
        require(batch >= 1 && batch <= 10_000, "velvet.consumer.batch is not between 1 and 10000");
        require(isPositive(housekeeping), "A consumer's housekeeping period is not positive");
        require(
                isPositive(fetchWait) && fetchWait.compareTo(Duration.ofSeconds(1)) <= 0,
                "velvet.consumer.fetch-wait is not between 1 ms and a second");
        require(isPositive(firstRetry), "velvet.consumer.first-retry is not positive");
        require(
                longestRetry.compareTo(firstRetry) >= 0 && longestRetry.compareTo(Duration.ofMinutes(1)) <= 0,
                "velvet.consumer.longest-retry is not between the first retry and a minute");
        require(
                idleInTransaction.toMillis() >= 100 && idleInTransaction.compareTo(Duration.ofMinutes(1)) <= 0,
                "velvet.consumer.idle-in-transaction is not between 100 ms and a minute");
        require(
                compactionLag.compareTo(Duration.ofHours(1)) >= 0,
                "velvet.consumer.compaction-lag is shorter than an hour");
        require(isPositive(deadLetterRetention), "velvet.consumer.dead-letter-retention is not positive");
    }

    static ConsumerSettings of(ConsumerConfig config) {
        return new ConsumerSettings(
                config.batch(),
                config.fetchWait(),
                config.firstRetry(),
                config.longestRetry(),
                DEFAULTS.housekeeping,
                config.idleInTransaction(),
                config.compactionLag(),
                config.deadLetterRetention());
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
