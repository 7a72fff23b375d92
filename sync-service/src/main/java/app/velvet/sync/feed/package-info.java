/**
 * The feed: the latest state of every entity, under each audience key that it is visible under, in the order in which it
 * became visible.
 *
 * <p>Everything rests on one law. Whoever makes something visible in a shard locks the shard and draws the time afterwards
 * ({@code ShardClock}); so whatever becomes visible after a reader has seen the time W is later than W.
 */
package app.velvet.sync.feed;
