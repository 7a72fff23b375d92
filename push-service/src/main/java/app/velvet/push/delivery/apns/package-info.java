/** Apple's push notification service, by way of Pushy. */
package app.velvet.push.delivery.apns;
