/**
 * Who is told of what, and how it reaches their phones. To follow a request: the platform collects its parameters and
 * verifies its token, {@code NotificationResource} reads what it needs of them, {@code NotificationService} runs the use case
 * in a transaction, and in the same transaction {@code NotificationChanges} puts what has become different into the outbox.
 * To follow an event: those of {@code venues.changes} and {@code contacts.changes} come in through the handlers of {@code
 * cause}, which keep what they need to know and tell users through {@code Announcer}; those of {@code auth.changes} through
 * {@code FollowingStaff}. What is told is stored with its deliveries, which a {@code DeliveryWorker} brings to the providers.
 * What sync-service says of the feeds comes in through {@code FollowingFeed} and leaves as silent pushes in the same way.
 */
package app.velvet.push;
