package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the parts of a measurement share.
 *
 * @param rounds that each comparison has
 * @param seconds that each turn lasts
 * @param size of a large feed, in entries
 */
record Bench(
        Children children,
        Path work,
        EmbeddedPostgres postgres,
        int rounds,
        int seconds,
        long size,
        Findings findings) {

    /** So that Java has compiled what is used. Turns of a second are for trying things out. */
    int warmUpSeconds() {
        return seconds > 1 ? 2 * seconds : 0;
    }

    Duration cpuTimeOfPostgres() {
        return CpuTime.withChildren(postgres.pid());
    }

    /** What is still to be written to disk from before is not written at a moment that hits only one of those compared. */
    void checkpoint() {
        Sql.execute(postgres.database("postgres"), "checkpoint");
    }

    void tell(String what) {
        System.out.println(what);
    }
}
