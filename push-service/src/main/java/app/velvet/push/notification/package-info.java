/**
 * What users are told. A notification comes into being through {@code announce} of the database alone, with its deliveries:
 * for requests in {@link app.velvet.push.notification.NotificationService}, for changes of other services in {@link
 * app.velvet.push.notification.Announcer}.
 */
package app.velvet.push.notification;
