/**
 * The contacts of a company and the work that staff do on them. To follow a request: the platform collects its parameters
 * and verifies its token, {@code ContactResource} reads what it needs of them,
 * {@code ContactService} runs the use case in a transaction on the aggregate {@code Contact},
 * and in the same transaction {@code ContactChanges} puts what has become different into the outbox.
 * To follow an event: the relay publishes it on {@code contacts.changes} after the commit; those of {@code auth.changes}
 * come in through the platform's copy of the staff, which tells who a caller is and what the owners are called, those of
 * {@code venues.changes} through {@code booking.FollowingVenues}, which stores them and tells {@code StatisticsProjection}.
 *
 * <p>Rows are locked in one order by all, so that nobody waits for who waits for him; whoever holds one locks only what comes
 * after it, and of several of a kind the lower id first:
 *
 * <ol>
 *   <li>what the work itself is: idempotency keys, imports, derived changes that are being done, rebuilds
 *   <li>reservations, then guestlists
 *   <li>derived changes of those, as they are requested
 *   <li>contacts, with their owners, qualifications and statistics
 *   <li>tags, then their categories
 *   <li>derived changes of contacts and tags, as they are requested
 *   <li>tasks
 *   <li>derived changes of tasks, as they are requested
 *   <li>logs and notes
 *   <li>the outbox, at the commit
 * </ol>
 *
 * Whoever does a derived change skips one that is locked, so he never waits for it. Progress towards goals is locked by
 * triggers, in one order within a statement; a transaction of many statements can still be the victim of a deadlock there, and
 * is repeated.
 */
package app.velvet.contacts;
