/**
 * The way of a change from the outbox to Kafka: a {@link app.velvet.events.relay.Relay} leases shards, each with a
 * publisher of its own; woken, it reads the next changes of each company, sends them as one Kafka transaction, and
 * records after its commit how far it got. Whoever takes a shard over fences the one before, so nothing is ever appended
 * late; at worst a batch is there twice. Operators have the SQL functions {@code resume_publishing(company)} and
 * {@code start_publication_epoch(reason)}.
 */
package app.velvet.events.relay;
