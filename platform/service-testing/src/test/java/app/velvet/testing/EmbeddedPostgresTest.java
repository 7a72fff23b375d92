package app.velvet.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

    @Test
    void isSharedByAllTestsOfTheJvm() {
        assertEquals(TestPostgres.shared().pid(), TestPostgres.shared().pid());
    }

    @Test
    void keepsADatabasePerName() throws SQLException {
        execute(TestPostgres.shared().database("one"), "create table thing (id bigint primary key)");

        assertThrows(SQLException.class, () -> query(TestPostgres.shared().database("two"), "select 1 from thing"));
        assertEquals("0", query(TestPostgres.shared().database("one"), "select count(*) from thing"));
    }

    @Test
    void hasTheExtensionsForSearch() throws SQLException {
        DataSource database = TestPostgres.shared().database("extensions");

        execute(database, "create extension pg_trgm", "create extension unaccent");

        assertEquals("Zoe", query(database, "select unaccent('Zoë')"));
        assertEquals("žluťoučký", query(database, "select lower('ŽLUŤOUČKÝ')"));
    }

    @Test
    void aDurableOneKeepsEveryCommitThroughAKill() throws SQLException {
        try (EmbeddedPostgres postgres = TestPostgres.durable("killed")) {
            DataSource database = postgres.database("kept");
            assertEquals("on", query(database, "show fsync"));
            assertEquals("on", query(database, "show synchronous_commit"));
            execute(database, "create table thing (id bigint primary key)", "insert into thing values (7)");

            postgres.kill();
            assertThrows(SQLException.class, () -> query(database, "select 1"));
            postgres.start();

            assertEquals("7", query(database, "select id from thing"));
        }
    }

    @Test
    void startsOnTheDataThatAKilledServersBackendStillWorksOn() throws SQLException {
        try (EmbeddedPostgres postgres = TestPostgres.durable("killed-at-work")) {
            DataSource database = postgres.database("busy");
            CompletableFuture.runAsync(() -> assertThrows(
                    SQLException.class, () -> query(database, "select count(*) from generate_series(1, 20000000)")));
            await().until(() -> query(
                            database,
                            "select count(*) from pg_stat_activity"
                                    + " where state = 'active' and query like '%generate_series(1, 2%'"
                                    + " and pid <> pg_backend_pid()")
                    .equals("1"));

            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            postgres.start();

            assertEquals("1", query(database, "select 1"));
        }
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
