/** How work leaves an event loop, and comes back to it. */
package app.velvet.api.work;
