/**
 * What staff are to reach, and how far they have got. What has been reached is kept by the database itself, whatever changes
 * what counts: see the migrations that make {@code goal_progress} and {@code goal_recount}.
 */
package app.velvet.contacts.goal;
