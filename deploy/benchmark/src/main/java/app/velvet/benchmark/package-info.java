/**
 * How many contacts contacts-service creates, beside pgbench that has the same database do the same statements.
 *
 * <p>{@link app.velvet.benchmark.Writes} starts everything; {@link app.velvet.benchmark.Creation} is what one request does
 * in the database, read in its log, and {@link app.velvet.benchmark.PgbenchScript} the same for pgbench;
 * {@link app.velvet.benchmark.Rounds} is what came out.
 */
package app.velvet.benchmark;
