/** Firebase Cloud Messaging, by way of its HTTP v1 API. */
package app.velvet.push.delivery.fcm;
