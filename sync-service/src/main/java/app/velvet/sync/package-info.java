/**
 * What changed for each user.
 *
 * <p>The way of an event: Kafka → {@code FeedProjector} (one transaction: lock the shard, draw its time) → {@code
 * Readers}, if it changes what a user may see → {@code FeedEntries}, one entry for each audience key of the entity.
 *
 * <p>The way of a request: most end in {@code ShortAnswers}, many of them as {@code FeedMemory} tells that nothing is new. The others
 * go on: {@code LastChangesResource} → {@code Pull} → {@code PullService} → {@code FeedQuery}: how the
 * device stands and the feed's time first, the entries after it → {@code AnswerStream}, part by part. A snapshot differs in
 * what is asked: {@code SnapshotResource} → {@code SnapshotService}.
 *
 * <p>A pull that finds nothing and may wait does so in {@code WaitingPolls}, until {@code AdvanceWatcher} wakes it, and is
 * begun anew.
 */
package app.velvet.sync;
