/**
 * Measurements of what must be fast, each beside what could be as fast as possible: {@link
 * app.velvet.benchmark.Turns contestants} do the same in turns, and {@link app.velvet.benchmark.Rounds} is what came out.
 *
 * <p>{@link app.velvet.benchmark.Writes}: how many contacts contacts-service creates, beside pgbench that has the same database
 * do the same statements. {@link app.velvet.benchmark.Creation} is what one request does in the database, read in its log, and
 * {@link app.velvet.benchmark.PgbenchScript} the same for pgbench.
 *
 * <p>{@link app.velvet.benchmark.Pulls}: the feed, {@link app.velvet.benchmark.Part} by part, on a {@link
 * app.velvet.benchmark.FeedWorld} that is filled as the projector fills it; {@link app.velvet.benchmark.Findings} is what came
 * out.
 */
package app.velvet.benchmark;
