package app.velvet.events;

import static app.velvet.events.JdbcTransactions.inTransaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.events.outbox.OutboxDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

class JdbcTransactionsTest {

    private OutboxDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) {
        database = OutboxDatabase.create(
                "jdbc_" + test.getTestMethod().orElseThrow().getName().toLowerCase());
        database.execute("create table thing (id bigint)");
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private static int insertThing(Connection transaction) throws SQLException {
        try (var statement = transaction.createStatement()) {
            return statement.executeUpdate("insert into thing values (1)");
        }
    }

    private List<String> things() {
        return database.query("select id from thing");
    }

    @Test
    void workIsCommittedAsAWhole() throws Exception {
        int inserted = inTransaction(database.connections(), transaction -> {
            int rows = insertThing(transaction);
            assertEquals(List.of(), things());
            return rows;
        });

        assertEquals(1, inserted);
        assertEquals(List.of("1"), things());
    }

    @Test
    void nothingIsDoneIfTheWorkFailsByAnException() {
        var failure = new IOException();
        var thrown = assertThrows(
                IOException.class,
                () -> inTransaction(database.connections(), transaction -> {
                    insertThing(transaction);
                    throw failure;
                }));

        assertSame(failure, thrown);
        assertEquals(List.of(), things());
    }

    @Test
    void nothingIsDoneIfTheWorkFailsByAnError() {
        var failure = new OutOfMemoryError();
        var thrown = assertThrows(
                OutOfMemoryError.class,
                () -> inTransaction(database.connections(), transaction -> {
                    insertThing(transaction);
                    throw failure;
                }));

        assertSame(failure, thrown);
        assertEquals(List.of(), things());
    }

    @Test
    @Timeout(20)
    void databaseWhoseHostVanishedIsNotWaitedFor() throws Exception {
        int port = URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
        try (var host = new VanishingHost(port);
                var connections = ServiceDatabase.pool(database.jdbcUrl().replace(":" + port, ":" + host.port()))) {
            assertThrows(
                    SQLException.class,
                    () -> inTransaction(connections, Duration.ofMillis(500), transaction -> {
                        insertThing(transaction);
                        host.vanish();
                        return insertThing(transaction);
                    }));
            inTransaction(connections, Duration.ofMillis(500), JdbcTransactionsTest::insertThing);
        }
        assertEquals(List.of("1"), things());
    }
}
