package app.velvet.benchmark;

import app.velvet.benchmark.Rounds.Measured;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * Contacts created through contacts-service beside the same transactions by pgbench, in turn, on one durable PostgreSQL.
 * What {@code deploy/benchmark/writes} runs.
 *
 * <p>Each works on a database of its own that began as a copy of the other's: on the service's, pgbench would leave it
 * changes to publish, and the service would pay for them.
 */
public final class Writes {

    static final int CONNECTIONS = 32;

    private static final Path REPOSITORY = Path.of(System.getProperty("velvet.repository"));
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String OF_SERVICE = "contacts";
    private static final String OF_PGBENCH = "contacts_of_pgbench";
    private static final int WARM_UP_SECONDS = 10;
    /** By then Java has compiled what is used often; how long that takes is up to what else the machine does. */
    private static final int WARM_UP_CONTACTS = 20_000;

    private static final int MOST_WARM_UPS = 30;
    private static final Duration PUBLISHING_PATIENCE = Duration.ofMinutes(2);

    private static final String WAITING = """
            select coalesce(sum(counter.last_sequence - coalesce(position.published_sequence, 0)), 0)
              from outbox_counter counter left join outbox_position position using (company_id)
            """;

    private final Children children;
    private final Path work;
    private final EmbeddedPostgres postgres = TestPostgres.durable("writes");
    private final DataSource database = postgres.database(OF_SERVICE);

    private Writes(Children children, Path work) {
        this.children = children;
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Logger.getLogger("").setLevel(Level.WARNING);
        var children = new Children();
        Path work = Files.createTempDirectory(Files.createDirectories(TARGET), "writes-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            children.endAll();
            remove(work);
        }));
        try {
            new Writes(children, work).run(rounds, seconds);
            System.exit(0);
        } catch (Failure failure) {
            end(children, failure.getMessage());
        } catch (Exception | Error unexpected) {
            unexpected.printStackTrace();
            end(children, "That was not expected.");
        }
    }

    /** What fails because all is being ended already says nothing. */
    private static void end(Children children, String why) {
        if (!children.isEnding()) {
            System.err.println(why);
            System.exit(1);
        }
    }

    private void run(int rounds, int seconds) throws IOException, SQLException {
        System.out.println("Starting PostgreSQL, Kafka and contacts-service");
        TestKafka.shared();
        var script = PgbenchScript.of(observedCreation());
        execute(postgres.database("postgres"), "create database " + OF_PGBENCH + " template " + OF_SERVICE);
        var pgbench = new Pgbench(children, work, postgres, OF_PGBENCH, script);
        try (var service = start()) {
            var wrk = new Wrk(children, work, service.url());
            System.out.println("Warming up");
            warmUp(wrk);
            pgbench.run(WARM_UP_SECONDS);
            report(measure(rounds, service, () -> wrk.run(seconds), () -> pgbench.run(seconds)));
        }
    }

    /** A start of its own: a database that somebody uses cannot be copied. */
    private Creation observedCreation() throws IOException, SQLException {
        try (var service = start()) {
            Companies.hire(database);
            return Creation.observe(service, postgres, database);
        }
    }

    private ContactsService start() throws IOException {
        return ContactsService.start(children, REPOSITORY, work, postgres, OF_SERVICE);
    }

    private void warmUp(Wrk wrk) throws SQLException {
        for (int run = 0; run < MOST_WARM_UPS && number("select count(*) from contact") < WARM_UP_CONTACTS; run++) {
            wrk.warmUp(WARM_UP_SECONDS);
        }
        awaitPublished();
    }

    private Rounds measure(int count, ContactsService service, Supplier<Load> wrk, Supplier<Load> pgbench)
            throws SQLException {
        var rounds = new Rounds();
        for (int round = 1; round <= count; round++) {
            checkpoint();
            var ofService = ofService(service, wrk);
            checkpoint();
            var ofPgbench = ofPgbench(pgbench);
            rounds.add(ofService, ofPgbench);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: contacts-service %.0f/s, %.0f µs; pgbench %.0f/s, %.0f µs%n",
                    round,
                    ofService.perSecond(),
                    ofService.cpuMicros(),
                    ofPgbench.perSecond(),
                    ofPgbench.cpuMicros());
        }
        return rounds;
    }

    /** What has been created is not done before it is published, and whoever comes next is not to pay for that. */
    private Measured ofService(ContactsService service, Supplier<Load> load) {
        var before = service.cpuTime().plus(cpuTimeOfPostgres());
        var done = load.get();
        awaitPublished();
        return Measured.of(done, service.cpuTime().plus(cpuTimeOfPostgres()).minus(before));
    }

    private void awaitPublished() {
        Awaitility.await("publishing").atMost(PUBLISHING_PATIENCE).until(() -> number(WAITING) == 0);
    }

    private Measured ofPgbench(Supplier<Load> load) {
        var before = cpuTimeOfPostgres();
        return Measured.of(load.get(), cpuTimeOfPostgres().minus(before));
    }

    private Duration cpuTimeOfPostgres() {
        return CpuTime.withChildren(postgres.pid());
    }

    /** What is still to be written to disk from before is not written at a moment that hits one of the two. */
    private void checkpoint() throws SQLException {
        execute(database, "checkpoint");
    }

    private static void report(Rounds rounds) throws IOException {
        Path csv = Files.writeString(TARGET.resolve("writes.csv"), rounds.csv());
        Path plot = Files.writeString(TARGET.resolve("writes.svg"), new Plot(rounds).svg());
        System.out.printf("%n%s%nAlso in %s and %s%n", rounds.table(), csv, plot);
    }

    private long number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void remove(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stillInUse) {
            System.err.println("Not removed: " + directory);
        }
    }
}
