package app.velvet.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** As many contacts as contacts-service creates for {@link Companies}, and that they are published. */
final class CreatingContacts {

    private static final int FIRST_RUN = 10;
    private static final Duration PUBLISHING_PATIENCE = Duration.ofMinutes(2);

    static final String WAITING = """
            select coalesce(sum(counter.last_sequence - coalesce(position.published_sequence, 0)), 0)
              from outbox_counter counter left join outbox_position position using (company_id)
            """;

    private final DataSource database;
    private final Path tokens;
    private final Wrk wrk;
    private int runs;

    CreatingContacts(Children children, Path work, ContactsService service, DataSource database) throws IOException {
        this.database = database;
        this.tokens = work.resolve("tokens");
        this.wrk = new Wrk(children, work, service.url(), "writes.lua");
    }

    /** Whatever is answered. */
    void warmUp(int seconds) {
        wrk.warmUp(seconds, tokens(), nextRun());
    }

    /** What has been created is not done before it is published, and whoever comes next is not to pay for that. */
    Load run(int seconds) {
        var done = wrk.run(seconds, tokens(), nextRun());
        awaitPublished();
        return done;
    }

    void awaitPublished() {
        Awaitility.await("publishing").atMost(PUBLISHING_PATIENCE).until(() -> Sql.number(database, WAITING) == 0);
    }

    /** How many changes have been committed so far. */
    double changes() {
        return Sql.number(database, "select coalesce(sum(last_sequence), 0) from outbox_counter");
    }

    private String tokens() {
        try {
            return Files.write(tokens, Companies.tokens()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every contact is a new one, in this run and in all others. */
    private String nextRun() {
        return Integer.toString(FIRST_RUN + runs++);
    }
}
