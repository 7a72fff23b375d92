/**
 * What staff are to reach, and how far they have got. What has been reached is kept by the database itself, whatever changes
 * what counts: see the migration that makes {@code goal_progress}.
 */
package app.velvet.contacts.goal;
