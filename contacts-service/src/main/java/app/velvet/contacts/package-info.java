/**
 * The contacts of a company and the work that staff do on them. To follow a request: the platform collects its parameters
 * and verifies its token, {@code ContactResource} reads what it needs of them,
 * {@code ContactService} runs the use case in a transaction on the aggregate {@code Contact},
 * and in the same transaction {@code ContactChanges} puts what has become different into the outbox.
 * To follow an event: the relay publishes it on {@code contacts.changes} after the commit; those of {@code auth.changes}
 * come in through the platform's copy of the staff, which tells who a caller is and what the owners are called, those of
 * {@code venues.changes} through {@code booking.FollowingVenues}, which stores them and tells {@code StatisticsProjection}.
 */
package app.velvet.contacts;
