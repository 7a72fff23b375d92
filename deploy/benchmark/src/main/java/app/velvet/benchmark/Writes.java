package app.velvet.benchmark;

import app.velvet.benchmark.Turns.Contestant;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Contacts created through contacts-service beside the same transactions by pgbench, in turn, on one durable PostgreSQL.
 * What {@code deploy/benchmark/writes} runs.
 *
 * <p>Each works on a database of its own that began as a copy of the other's: on the service's, pgbench would leave it
 * changes to publish, and the service would pay for them.
 */
public final class Writes {

    /** Of what pgbench does. */
    private static final double GOAL = 0.4;

    private static final String OF_SERVICE = "contacts";
    private static final String OF_PGBENCH = "contacts_of_pgbench";
    private static final int WARM_UP_SECONDS = 10;
    /** By then Java has compiled what is used often, and no longer does so beside it; how long that takes is up to the machine. */
    private static final int WARM_UP_CONTACTS = 60_000;

    private static final int MOST_WARM_UPS = 30;
    private static final String TITLE = "Contacts created a second";

    private final Children children;
    private final Path work;
    private final EmbeddedPostgres postgres = TestPostgres.durable("writes");
    private final DataSource database = postgres.database(OF_SERVICE);

    private Writes(Children children, Path work) {
        this.children = children;
        this.work = work;
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Command.run("writes", (children, work) -> new Writes(children, work).run(rounds, seconds));
    }

    private void run(int rounds, int seconds) throws IOException, SQLException {
        System.out.println("Starting PostgreSQL, Kafka and contacts-service");
        TestKafka.shared();
        var script = PgbenchScript.of(observedCreation());
        Sql.execute(postgres.database("postgres"), "create database " + OF_PGBENCH + " template " + OF_SERVICE);
        var pgbench = new Pgbench(
                children, work, postgres, OF_PGBENCH, Wrk.CONNECTIONS, "writes", script.text(), script.variables());
        try (var service = start()) {
            var creating = new CreatingContacts(children, work, service, database);
            System.out.println("Warming up");
            warmUp(creating);
            pgbench.run(WARM_UP_SECONDS);
            report(Turns.take(
                    GOAL,
                    rounds,
                    this::checkpoint,
                    List.of(
                            new Contestant(
                                    "contacts-service",
                                    () -> creating.run(seconds),
                                    () -> service.cpuTime().plus(cpuTimeOfPostgres())),
                            new Contestant("pgbench", () -> pgbench.run(seconds), this::cpuTimeOfPostgres))));
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
        return ContactsService.start(children, Command.REPOSITORY, work, postgres, OF_SERVICE);
    }

    private void warmUp(CreatingContacts creating) {
        for (int run = 0;
                run < MOST_WARM_UPS && Sql.number(database, "select count(*) from contact") < WARM_UP_CONTACTS;
                run++) {
            creating.warmUp(WARM_UP_SECONDS);
        }
        creating.awaitPublished();
    }

    private Duration cpuTimeOfPostgres() {
        return CpuTime.withChildren(postgres.pid());
    }

    /** What is still to be written to disk from before is not written at a moment that hits one of the two. */
    private void checkpoint() {
        Sql.execute(database, "checkpoint");
    }

    private static void report(Rounds rounds) throws IOException {
        Path csv = Files.writeString(Command.TARGET.resolve("writes.csv"), rounds.csv());
        Path plot = Files.writeString(Command.TARGET.resolve("writes.svg"), new Plot(TITLE, rounds).svg());
        System.out.printf("%n%s%nAlso in %s and %s%n", rounds.table(), csv, plot);
    }
}
