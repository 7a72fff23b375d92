/** The Apple Push Notification service, as far as a sender can tell. */
package app.velvet.testing.apns;
