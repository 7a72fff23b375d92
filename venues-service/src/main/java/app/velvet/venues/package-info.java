/**
 * The venues of a company and what happens there. To follow a request: the platform collects its parameters and verifies
 * its token, {@code HoldResource} reads what it needs of them, {@code HoldService} runs the use case in a transaction on
 * the aggregate {@code TableHold}, and in the same transaction {@code HoldChanges} puts what has become different into the
 * outbox. What embeds it (an event says how many tables are left) follows in transactions of its own.
 * To follow an event: the relay publishes it on {@code venues.changes} after the commit; those of {@code auth.changes} come
 * in through the platform's copy of the staff, which tells who a caller is and who can work at a venue.
 */
package app.velvet.venues;
