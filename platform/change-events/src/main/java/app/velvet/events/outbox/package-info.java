/**
 * The way of a change into the outbox: a service's transaction ends with {@link app.velvet.events.outbox.Outbox#append},
 * which flushes and inserts the rows; inside COMMIT a deferred trigger gives them the company's next numbers; after it a
 * {@link app.velvet.events.outbox.CommitSignal} wakes the relays. Event handlers, which work over JDBC, use
 * {@link app.velvet.events.outbox.JdbcOutbox}.
 */
package app.velvet.events.outbox;
