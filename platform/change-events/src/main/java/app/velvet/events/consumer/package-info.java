/**
 * Follows the change topics of other services.
 *
 * <p>A service writes a bean that implements {@link app.velvet.events.consumer.ChangeHandler}; each gets a {@link
 * app.velvet.events.consumer.ChangeConsumer}, which polls, reads, and for each partition's records opens one transaction: it
 * advances the stored position by compare-and-set, leaves out what was applied before, hands the rest to the handler and
 * commits. Only that decides who may apply what; Kafka's own offsets are not used.
 *
 * <p>Where a topic no longer tells what has ended, be it that its service's database was restored or that the consumer was
 * away for longer than the compaction lag, what it names is remembered and what it does not name is swept ({@link
 * app.velvet.events.consumer.Resynchronisation}).
 *
 * <p>What can never be applied goes to the topic {@code <topic>.dead.<consumer>}. Where a handler says so it stops its
 * company instead: rows of {@code consumer_stopped} and the metric {@code velvet.consumer.stopped.companies} show it, its
 * changes wait in {@code consumer_parked}, and once an operator has repaired what is wrong and run {@code select
 * resume_stopped_company('<consumer>', <company>)} it goes on, in order.
 */
package app.velvet.events.consumer;
