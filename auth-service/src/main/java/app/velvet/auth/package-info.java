/**
 * Companies, their staff, and who may do what.
 *
 * <p>The way of a request: a resource reads its parameters and asks {@code CurrentCaller} who is calling; its service
 * opens the one transaction, lets the aggregate change, and appends what changed to the {@code Outbox}; the resource answers
 * with a view. After the commit the relay publishes the changes to {@code auth.changes}, in commit order.
 *
 * <p>Sign-in differs: the password is checked between two short transactions, never inside one.
 */
package app.velvet.auth;
