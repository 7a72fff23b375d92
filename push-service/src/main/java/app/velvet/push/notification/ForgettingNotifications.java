package app.velvet.push.notification;

import app.velvet.events.ChangeEvent;
import app.velvet.events.JdbcTransactions;
import app.velvet.events.outbox.JdbcOutbox;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Forgets old notifications with what became of them. Any number of replicas may do so at once. */
@ApplicationScoped
class ForgettingNotifications {

    private static final int PORTION = 500;

    /** With their deliveries, which end with them. */
    private static final String FORGET = """
            delete from notification n
             using (select company_id, id from notification
                     where created_at < ?
                     order by created_at
                     limit ?
                       for update skip locked) old
             where n.company_id = old.company_id and n.id = old.id
            returning n.company_id, n.id, n.user_id
            """;

    private final AgroalDataSource database;
    private final JdbcOutbox outbox;
    private final Clock clock;
    private final Duration keptFor;

    ForgettingNotifications(AgroalDataSource database, JdbcOutbox outbox, Clock clock, NotificationConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.keptFor = NotificationSettings.of(config).keptFor();
    }

    @Scheduled(
            every = "10m",
            identity = "forgetting of notifications",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOld() throws SQLException {
        int forgotten = PORTION;
        while (forgotten == PORTION) {
            forgotten = JdbcTransactions.inTransaction(database, this::forgetNext);
        }
    }

    private int forgetNext(Connection transaction) throws SQLException {
        var ends = delete(transaction);
        outbox.append(transaction, ends, null);
        return ends.size();
    }

    private List<ChangeEvent> delete(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement(FORGET)) {
            statement.setObject(1, clock.instant().minus(keptFor).atOffset(ZoneOffset.UTC));
            statement.setInt(2, PORTION);
            try (var rows = statement.executeQuery()) {
                var ends = new ArrayList<ChangeEvent>();
                while (rows.next()) {
                    ends.add(NotificationChanges.destroyed(
                            rows.getLong("company_id"), rows.getLong("id"), rows.getLong("user_id")));
                }
                return ends;
            }
        }
    }
}
