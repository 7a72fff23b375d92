/**
 * What users are told. A notification comes into being through {@code announce} of the database alone, with its deliveries:
 * for messages to a few in {@link app.velvet.push.notification.NotificationService}; for messages to many, as {@link
 * app.velvet.push.notification.Broadcasts} gets to them, and for changes of other services in {@link
 * app.velvet.push.notification.Announcer}. {@link app.velvet.push.notification.ForgettingNotifications} ends them.
 */
package app.velvet.push.notification;
