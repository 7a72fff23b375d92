package app.velvet.events.outbox;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.destroyed;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class OutboxTest {

    private static OutboxDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = OutboxDatabase.create("outbox_test");
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("truncate outbox, outbox_held, outbox_counter, outbox_position");
    }

    @Test
    void changesOfOneTransactionAreNumberedInTheirOrder() {
        database.write(created(1, 30, 0), created(1, 10, 0), updated(1, 30, 1), destroyed(1, 10));

        assertEquals(
                List.of("1 create 30", "2 create 10", "3 update 30", "4 destroy 10"),
                database.query("select sequence, action, entity_id from outbox order by sequence"));
    }

    @Test
    void changesAppendedBitByBitAreNumberedInTheirOrder() {
        database.inTransaction(connection -> {
            database.append(connection, created(1, 30, 0));
            database.append(connection, created(1, 10, 0), updated(1, 30, 1));
            return null;
        });

        assertEquals(
                List.of("1 create 30", "2 create 10", "3 update 30"),
                database.query("select sequence, action, entity_id from outbox order by sequence"));
    }

    @Test
    void commitWakesTheRelaysOfItsCompanies() throws SQLException {
        try (var listening = database.connections().getConnection();
                var statement = listening.createStatement()) {
            statement.execute("listen " + CommitSignal.CHANNEL);

            database.write(created(3, 30, 0), created(5, 50, 0));

            var heard = listening.unwrap(PGConnection.class).getNotifications(10_000);
            assertEquals(1, heard.length);
            assertEquals(Integer.toString(1 << 3 | 1 << 5), heard[0].getParameter());
        }
    }

    @Test
    void eachCompanyCountsForItself() {
        database.write(created(2, 20, 0), created(1, 10, 0), updated(2, 20, 1));
        database.write(updated(1, 10, 1));

        assertEquals(
                List.of("1 1 create", "1 2 update", "2 1 create", "2 2 update"),
                database.query("select company_id, sequence, action from outbox order by company_id, sequence"));
    }

    @Test
    void countersAreLockedInTheOrderOfTheirCompanies() {
        database.write(created(3, 30, 0), created(1, 10, 0), created(2, 20, 0));

        assertEquals(List.of("1", "2", "3"), database.query("select company_id from outbox order by id"));
    }

    @Test
    void rollbackLeavesNoGap() {
        database.write(created(1, 10, 0));
        assertThrows(
                IllegalStateException.class,
                () -> database.inTransaction(connection -> {
                    database.append(connection, updated(1, 10, 1));
                    throw new IllegalStateException("rolled back");
                }));
        database.write(updated(1, 10, 2));

        assertEquals(
                List.of("1 create", "2 update"),
                database.query("select sequence, action from outbox order by sequence"));
    }

    @Test
    void failureInsideCommitLeavesNoGap() {
        database.execute("""
                create function fail_last() returns trigger language plpgsql as
                $$ begin raise exception 'no'; end $$;
                create constraint trigger zz_fail_last after insert on outbox deferrable initially deferred
                for each row when (new.entity_id = 666) execute function fail_last();
                """);
        try {
            database.write(created(1, 10, 0));
            assertThrows(IllegalStateException.class, () -> database.write(created(1, 666, 0)));
            database.write(updated(1, 10, 1));
        } finally {
            database.execute("drop function fail_last cascade");
        }

        assertEquals(List.of("1", "2"), database.query("select sequence from outbox order by sequence"));
    }

    /**
     * Each writer reads and raises the version of an entity before it appends, so the versions say in which order the
     * transactions committed.
     */
    @Test
    void sequenceOrderIsCommitOrder() throws Exception {
        database.execute("drop table if exists thing; create table thing (id bigint primary key, version bigint)");
        database.execute("insert into thing select id, 0 from generate_series(1, 5) id");
        int writers = 8;
        int transactions = 40;
        var threads = Executors.newFixedThreadPool(writers + 1);
        var writing = new ArrayList<Future<?>>();
        for (int i = 0; i < writers; i++) {
            writing.add(threads.submit(() -> IntStream.range(0, transactions).forEach(n -> writeOrRollBack())));
        }
        var watching = threads.submit(() -> watchForGaps(writing));
        awaitAll(writing);

        assertEquals(List.of(), watching.get());
        threads.shutdown();
        assertEquals(List.of(), database.query("""
                        select entity_id, sequence from (
                            select entity_id, sequence, (data::json ->> 'version')::bigint as version,
                                   row_number() over (partition by entity_id order by sequence) as place
                              from outbox) as change
                         where version <> place
                        """));
        assertEquals(
                List.of("t"),
                database.query(
                        "select count(*) = max(sequence) and count(*) = (select sum(version) from thing) from outbox"));
    }

    private static void writeOrRollBack() {
        boolean commits = ThreadLocalRandom.current().nextInt(4) > 0;
        long id = ThreadLocalRandom.current().nextLong(1, 6);
        try {
            database.inTransaction(connection -> {
                try (var raise = connection.prepareStatement(
                        "update thing set version = version + 1 where id = ? returning version")) {
                    raise.setLong(1, id);
                    var raised = raise.executeQuery();
                    raised.next();
                    database.append(connection, updated(1, id, raised.getLong(1)));
                }
                if (!commits) {
                    throw new IllegalArgumentException("rolled back");
                }
                return null;
            });
        } catch (IllegalArgumentException rolledBack) {
            // as intended
        }
    }

    /** Whatever moment a reader looks at, it sees every number up to the last it sees. */
    private static List<String> watchForGaps(List<Future<?>> writing) {
        var gaps = new ArrayList<String>();
        while (!writing.stream().allMatch(Future::isDone)) {
            gaps.addAll(
                    database.query(
                            "select max(sequence), count(*) from outbox having max(sequence) <> count(*) or count(*) <> count(sequence)"));
        }
        return gaps;
    }

    private static void awaitAll(List<Future<?>> work) throws InterruptedException, ExecutionException {
        for (var one : work) {
            one.get();
        }
    }

    @Test
    void thereIsNoOtherDeferredConstraint() {
        assertEquals(
                List.of("number_outbox_rows"),
                database.query("select distinct tgname from pg_trigger where tginitdeferred"));
        assertEquals(
                List.of("number_outbox_rows"),
                database.query("select distinct conname from pg_constraint where condeferred"));
    }

    @Test
    void tooLargeAnEntityIsRefusedBeforeItIsWritten() {
        var fits = "x".repeat(OutboxRows.MAX_DATA_BYTES - 30);
        database.write(created(1, 10, fits));

        var refused = assertThrows(RefusedException.class, () -> database.write(created(1, 11, fits + "x".repeat(30))));

        assertEquals(413, refused.refusal().status());
        assertEquals(List.of("10"), database.query("select entity_id from outbox"));
    }

    @Test
    void tooManyWhoMaySeeAnEntityAreRefusedBeforeItIsWritten() {
        var everyone = LongStream.rangeClosed(1, OutboxRows.MAX_AUDIENCE_CHARACTERS / 4)
                .mapToObj(Audience::user)
                .collect(Collectors.toUnmodifiableSet());
        var change = new ChangeEvent(1, "Contact", 10, Action.CREATE, Map.of("id", 10), everyone, null);

        var refused = assertThrows(RefusedException.class, () -> database.write(change));

        assertEquals(413, refused.refusal().status());
        assertEquals(List.of(), database.query("select entity_id from outbox"));
    }

    @Test
    void newEpochBeginsItsSequencesAgain() {
        database.write(created(1, 10, 0), updated(1, 10, 1));
        var before = database.query("select max(epoch) from publication_epoch").get(0);

        var epoch = database.query("select start_publication_epoch('restored')").get(0);
        database.write(updated(1, 10, 2));

        assertTrue(epoch.compareTo(before) > 0, epoch + " after " + before);
        assertEquals(List.of("1 update"), database.query("select sequence, action from outbox"));
    }

    @Test
    void newEpochStillKnowsWhichCompaniesHavePublished() {
        database.write(created(1, 10, 0), created(2, 20, 0), updated(2, 20, 1));

        database.query("select start_publication_epoch('restored')");

        assertEquals(
                List.of("1 0", "2 0"),
                database.query("select company_id, last_sequence from outbox_counter order by company_id"));
    }

    @Test
    void restoredDatabaseIsNoticed() {
        assertEquals(List.of("null"), database.query("select start_publication_epoch_if_restored()"));

        database.execute("update publication_epoch set timeline = '00000099'");

        assertEquals(List.of("t"), database.query("select start_publication_epoch_if_restored() is not null"));
        assertEquals(List.of("null"), database.query("select start_publication_epoch_if_restored()"));
    }
}
