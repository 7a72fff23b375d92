/** Tells other services, on the topic {@code feed.advanced}, that a feed has something new. */
package app.velvet.sync.announcement;
