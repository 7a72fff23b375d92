package app.velvet.events.consumer;

import java.time.Duration;

/**
 * How a {@link ChangeConsumer} works.
 *
 * @param batch the most records of one poll, and so of one transaction
 * @param poll how long a poll waits for records; they are applied at once when they come
 * @param firstRetry how long after a failure it is tried again; each further time twice as long
 * @param longestRetry the most that is waited between two tries
 * @param housekeeping how often it looks for companies to resume, and measures its lag
 * @param idleInTransaction how long the database bears with a transaction whose process is frozen
 * @param compactionLag of the topics: where records are older, missing ones may have been compacted away
 * @param deadLetterRetention how long the dead-letter topics keep what was put aside
 */
public record ConsumerSettings(
        int batch,
        Duration poll,
        Duration firstRetry,
        Duration longestRetry,
        Duration housekeeping,
        Duration idleInTransaction,
        Duration compactionLag,
        Duration deadLetterRetention) {

    public static final ConsumerSettings DEFAULTS = new ConsumerSettings(
            500,
            Duration.ofMillis(250),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofDays(7),
            Duration.ofDays(90));
}
