package app.velvet.push.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.JdbcTransactions;
import app.velvet.events.Partitions;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.push.Database;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Told;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class HistoryTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    Staff staff;

    @Inject
    Database database;

    @Inject
    AgroalDataSource connections;

    @Inject
    TableHolds holds;

    @Inject
    Reservations reservations;

    @Inject
    Guestlists guestlists;

    @Inject
    Tasks tasks;

    @Test
    void isOverOnceItsConsumerHasCaughtUp() throws Exception {
        var history = new History("push-service.late", Clock.systemUTC(), DAY);
        try (var connection = connections.getConnection()) {
            assertFalse(history.isOver(connection));

            database.execute("insert into consumer_caught_up (consumer) values ('push-service.late')");

            assertTrue(history.isOver(connection));
        }
    }

    @Test
    void holdsWhatHappenedTooLongAgoToBeToldYet() throws Exception {
        database.execute("insert into consumer_caught_up (consumer) values ('push-service.away')");
        var now = Instant.parse("2026-11-29T12:00:00Z");
        var history = new History("push-service.away", Clock.fixed(now, ZoneOffset.UTC), DAY);
        try (var connection = connections.getConnection()) {
            assertTrue(history.isNews(connection, held(1, 1, now.minus(DAY).plusSeconds(1))));
            assertFalse(history.isNews(connection, held(1, 1, now.minus(DAY))));
        }
    }

    @Test
    void fillsTheCopiesAndTellsNobody() throws Exception {
        long company = Staff.newCompany();
        var promoter = staff.hire(company, "Jay Carter").asPromoter().done();
        var host = staff.hostAt(company, 7);
        var held = held(company, promoter.userId(), Instant.now());

        JdbcTransactions.inTransaction(connections, transaction -> {
            holds.apply(transaction, held, false);
            return null;
        });

        assertEquals(List.of(), Told.messages(host));
        assertEquals(List.of("12"), database.query("select table_name from table_hold where company_id = ?", company));
    }

    @Test
    void fillsTheCopiesOfBookingsAndTasksAndTellsNobody() throws Exception {
        long company = Staff.newCompany();
        var manager = staff.hire(company, "Mia Manager").done();
        var nina = staff.hire(company, "Nina Host")
                .may(Staff.EVERYTHING, "Reservation", "read")
                .may(Staff.EVERYTHING, "Guestlist", "read")
                .may(Staff.EVERYTHING, "Task", "read")
                .done();
        var data = "{\"originator_id\": %1$d, \"user_id\": %1$d, \"owner_id\": %1$d}".formatted(nina.userId());

        JdbcTransactions.inTransaction(connections, transaction -> {
            var created = created(company, "Any", data, manager.userId(), Instant.now());
            reservations.apply(transaction, created, false);
            guestlists.apply(transaction, created, false);
            tasks.apply(transaction, created, false);
            return null;
        });

        Told.assertNothing(nina);
        for (var table : List.of("reservation", "guestlist", "task")) {
            assertEquals(
                    List.of("1"), database.query("select count(*) from " + table + " where company_id = ?", company));
        }
    }

    private static ChangeRecord held(long company, long actorId, Instant time) {
        return created(company, "TableHold", "{\"venue_id\": 7, \"table_name\": \"12\"}", actorId, time);
    }

    private static ChangeRecord created(long company, String className, String data, long actorId, Instant time) {
        return new ChangeRecord(
                "venues.changes",
                Partitions.of(company),
                1,
                company,
                className,
                company,
                Action.CREATE,
                data,
                Set.of(Audience.venue(7)),
                "20260101T000000000Z",
                1,
                actorId,
                null,
                time,
                null);
    }
}
