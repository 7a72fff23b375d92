/**
 * What users are told. A notification comes into being with its deliveries: through {@code announce} of the database for
 * messages to a few in {@link app.velvet.push.notification.NotificationService} and for changes of other services in {@link
 * app.velvet.push.notification.Announcer}; and for messages to many, as {@link app.velvet.push.notification.Broadcasts} gets to
 * them, with {@link app.velvet.push.notification.BroadcastDeliveries}. {@link
 * app.velvet.push.notification.ForgettingNotifications} ends them.
 */
package app.velvet.push.notification;
