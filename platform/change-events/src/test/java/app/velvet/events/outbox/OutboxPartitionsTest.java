package app.velvet.events.outbox;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxPartitionsTest {

    private static OutboxDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = OutboxDatabase.create("outbox_partitions_test");
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
    void daysBeginAndEndInUtcWhateverTheSession() {
        drop(partitionIn(3));

        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set local timezone = 'America/New_York'");
                return statement.execute("select create_outbox_partitions()");
            }
        });

        var day = query("select (now() at time zone 'UTC')::date + 3");
        assertEquals(
                List.of(day + " 00:00:00 1 day"),
                database.query("select begins at time zone 'UTC', ends - begins from outbox_partition where name = '"
                        + partitionIn(3) + "'"));
    }

    @Test
    void dayWithRowsInTheDefaultPartitionStaysThereUntilTheyAreGone() {
        drop(partitionIn(1));
        drop(partitionIn(2));
        insertInto("outbox_default", query("select date_trunc('day', now(), 'UTC') + interval '36 hours'"), 1);

        database.query("select create_outbox_partitions()");

        assertEquals("null", query("select to_regclass('%s')".formatted(partitionIn(1))));
        assertEquals(partitionIn(2), query("select to_regclass('%s')".formatted(partitionIn(2))));
        database.execute("delete from outbox_default");
        database.query("select create_outbox_partitions()");
        assertEquals(partitionIn(1), query("select to_regclass('%s')".formatted(partitionIn(1))));
    }

    @Test
    void dayThatAnotherPartitionReachesIntoIsLeftToTheDefaultPartition() {
        drop(partitionIn(2));
        drop(partitionIn(3));
        var reaching = query("select date_trunc('day', now(), 'UTC') + interval '53 hours'");
        database.execute("create table outbox_20200202 partition of outbox for values from ('%s') to ('%s')"
                .formatted(reaching, query("select timestamptz '%s' + interval '1 day'".formatted(reaching))));
        try {
            database.query("select create_outbox_partitions()");

            assertEquals("null", query("select to_regclass('%s')".formatted(partitionIn(2))));
            assertEquals("null", query("select to_regclass('%s')".formatted(partitionIn(3))));
            assertEquals("0", query("select drop_published_outbox_partitions()"));
        } finally {
            drop("outbox_20200202");
            database.query("select create_outbox_partitions()");
        }
    }

    @Test
    void rowThatArrivesWhileItsPartitionIsDroppedIsKept() throws Exception {
        insertIntoPartition("outbox_20200103", "2020-01-03 12:00Z", 1);
        publishedUpTo(1);
        database.execute("alter function drop_published_outbox_partitions set lock_timeout = '1min'");
        try (var writer = database.connections().getConnection()) {
            writer.setAutoCommit(false);
            try (var statement = writer.createStatement()) {
                statement.execute(insertion("outbox_20200103", "2020-01-03 12:00Z", 2));
                var dropped = CompletableFuture.supplyAsync(() -> query("select drop_published_outbox_partitions()"));
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !database.query("select pid from pg_locks where not granted")
                                .isEmpty());
                writer.commit();

                assertEquals("0", dropped.get());
            }
            writer.setAutoCommit(true);
        } finally {
            database.execute("alter function drop_published_outbox_partitions set lock_timeout = '250ms'");
        }
        assertEquals(List.of("1", "2"), database.query("select sequence from outbox order by sequence"));
    }

    @Test
    void publishedPartitionsAreDropped() {
        insertIntoPartition("outbox_20200101", "2020-01-01 12:00Z", 1, 2);
        insertIntoPartition("outbox_20200102", "2020-01-02 12:00Z", 3, 4);
        publishedUpTo(3);

        database.query("select drop_published_outbox_partitions()");

        assertEquals(List.of("3", "4"), database.query("select sequence from outbox order by sequence"));
        assertEquals(List.of("null"), database.query("select to_regclass('outbox_20200101')"));
        publishedUpTo(4);
        assertEquals(List.of("1"), database.query("select drop_published_outbox_partitions()"));
    }

    @Test
    void stoppedCompanyDoesNotPinPartitionsAndGoesOnWhereItStopped() {
        insertIntoPartition("outbox_20200101", "2020-01-01 12:00Z", 1, 2, 3);
        publishedUpTo(1);
        database.execute("update outbox_position set stopped_at = now(), stopped_reason = 'refused'");

        assertEquals(List.of("1"), database.query("select drop_published_outbox_partitions()"));
        assertEquals(List.of("2", "3"), database.query("select sequence from outbox_held order by sequence"));

        assertEquals(List.of("t"), database.query("select resume_publishing(1)"));
        assertEquals(List.of("f"), database.query("select resume_publishing(1)"));
        database.write(updated(1, 10, 4));
        assertEquals(List.of("2", "3", "4"), database.query("select sequence from outbox order by sequence"));
        assertEquals(List.of("0"), database.query("select count(*) from outbox_held"));
    }

    @Test
    void rowOutsideOfAllPartitionsIsKeptAndForgottenOncePublished() {
        database.write(created(1, 10, 0));
        database.execute("update outbox set partition_time = '2001-01-01Z'");
        assertEquals(List.of("1"), database.query("select count(*) from outbox_default"));

        database.query("select drop_published_outbox_partitions()");
        assertEquals(List.of("1"), database.query("select count(*) from outbox_default"));
        publishedUpTo(1);
        database.query("select drop_published_outbox_partitions()");
        assertEquals(List.of("0"), database.query("select count(*) from outbox_default"));
    }

    private static String query(String sql) {
        return database.query(sql).get(0);
    }

    private static String partitionIn(int days) {
        return query("select to_char((now() at time zone 'UTC')::date + %d, '\"outbox_\"YYYYMMDD')".formatted(days));
    }

    private static void drop(String partition) {
        database.execute("drop table if exists " + partition);
    }

    private static void insertInto(String table, String time, long sequence) {
        database.execute(insertion(table, time, sequence));
    }

    private static String insertion(String table, String time, long sequence) {
        return """
                insert into %s (company_id, sequence, partition_time, class_name, entity_id, action, data, audience)
                overriding system value values (1, %d, '%s', 'Contact', 10, 'update', '{}', '')
                """.formatted(table, sequence, time);
    }

    private static void insertIntoPartition(String name, String time, long... sequences) {
        var day = time.substring(0, 10);
        database.execute("create table if not exists " + name + " partition of outbox for values from ('" + day
                + "Z') to ('" + day + " 24:00Z')");
        for (long sequence : sequences) {
            insertInto("outbox", time, sequence);
            database.execute("insert into outbox_counter values (1, " + sequence
                    + ") on conflict (company_id) do update set last_sequence = excluded.last_sequence");
        }
    }

    private static void publishedUpTo(long sequence) {
        database.execute("delete from outbox_position");
        database.execute("insert into outbox_position (company_id, epoch, published_sequence) select 1, max(epoch), "
                + sequence + " from publication_epoch");
    }
}
