/** Firebase Cloud Messaging, as far as a sender can tell. */
package app.velvet.testing.fcm;
