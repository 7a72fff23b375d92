/** An example of a subscriber that needs nothing of Velvet: start with {@link app.velvet.subscriber.ContactSubscriber}. */
package app.velvet.subscriber;
