package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.benchmark.Creation.Statement;
import app.velvet.testing.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is measured starts with the settings that it is given, and does what pgbench is to repeat. */
class ContactsServicePackagedTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("velvet.repository"));

    private final Children children = new Children();

    @TempDir
    Path work;

    @AfterEach
    void endChildren() {
        children.endAll();
    }

    @Test
    void creationIsObservedFromBeginToCommit() throws Exception {
        var postgres = TestPostgres.durable("observed");
        var database = postgres.database("contacts");
        try (var service = ContactsService.start(children, REPOSITORY, work, postgres, "contacts")) {
            Companies.hire(database);
            var statements = Creation.observe(service, postgres, database).statements();

            assertThat(statements).first().extracting(Statement::sql).asString().isEqualToIgnoringCase("begin");
            assertThat(statements).last().extracting(Statement::sql).asString().isEqualToIgnoringCase("commit");
            assertThat(statements).extracting(Statement::sql).anyMatch(sql -> sql.startsWith("insert into contact "));
            assertThat(statements).extracting(Statement::sql).anyMatch(sql -> sql.contains("outbox"));
        }
    }
}
