/**
 * The list of sessions that have ended and of users and companies that were deactivated. The other services poll it besides following
 * {@code auth.changes}, so that a dead Kafka keeps nobody in.
 */
package app.velvet.auth.endedaccess;
