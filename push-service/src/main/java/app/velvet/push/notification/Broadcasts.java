package app.velvet.push.notification;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Messages to many. They are stored at once, and their recipients told some at a time, each some in one transaction with how
 * many have been told: whatever dies on the way, all are told, and nobody twice. Any number of replicas may do so at once.
 */
@ApplicationScoped
class Broadcasts {

    /** The most users who are told in one transaction. */
    static final int PORTION = 500;

    private static final String ADD = """
            insert into broadcast (company_id, sender_id, title, message, user_ids, recipients, sent_at, traceparent)
            values (:companyId, :senderId, :title, :message, :userIds, :recipients, :sentAt, :traceparent)
            """;

    /** Whoever has told fewest comes first: a message to some does not wait for one to very many. */
    private static final String NEXT = """
            select company_id, id, sender_id, title, message, sent_at, traceparent,
                   user_ids[told + 1 : told + ?] as next_user_ids, recipients <= told + ? as is_last
              from broadcast
             order by told, sent_at
             limit 1
               for update skip locked
            """;

    private static final String WAITING = "select coalesce(sum(recipients - told), 0) from broadcast";

    private final Trouble trouble = new Trouble(
            Logger.getLogger(Broadcasts.class), "Messages to many are not told now", "Messages to many are told again");
    private final AgroalDataSource database;
    private final Announcer announcer;
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean stopping;

    Broadcasts(AgroalDataSource database, Announcer announcer, MeterRegistry registry) {
        this.database = database;
        this.announcer = announcer;
        Gauge.builder("velvet.push.recipients.waiting", waiting, AtomicLong::get)
                .description("Recipients of messages to many who have not been told yet")
                .register(registry);
    }

    /** To be called in a transaction. */
    Uni<Void> add(Announcement message, Collection<Long> userIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter("companyId", message.companyId())
                        .setParameter("senderId", message.senderId())
                        .setParameter("title", message.title())
                        .setParameter("message", message.message())
                        .setParameter("userIds", userIds.toArray(Long[]::new))
                        .setParameter("recipients", userIds.size())
                        .setParameter("sentAt", message.causedAt())
                        .setParameter("traceparent", message.traceparent())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Scheduled(
            every = "1s",
            identity = "telling of broadcasts",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tellAll() {
        try {
            boolean mayBeMore = true;
            while (mayBeMore && !stopping) {
                // Also of those whom telling fails.
                waiting.set(JdbcTransactions.inTransaction(database, Broadcasts::countWaiting));
                mayBeMore = JdbcTransactions.inTransaction(database, this::tellNext);
            }
            trouble.over();
        } catch (SQLException | RuntimeException e) {
            trouble.met(e);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    /** Tells the next ones; returns whether there were any. */
    boolean tellNext(Connection transaction) throws SQLException {
        try (var next = transaction.prepareStatement(NEXT)) {
            next.setInt(1, PORTION);
            next.setInt(2, PORTION);
            try (var row = next.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                tell(transaction, row);
                return true;
            }
        }
    }

    private void tell(Connection transaction, ResultSet broadcast) throws SQLException {
        long companyId = broadcast.getLong("company_id");
        var message = new Announcement(
                companyId,
                broadcast.getLong("sender_id"),
                broadcast.getString("title"),
                broadcast.getString("message"),
                broadcast.getObject("sent_at", OffsetDateTime.class).toInstant(),
                broadcast.getString("traceparent"));
        var userIds = List.of((Long[]) broadcast.getArray("next_user_ids").getArray());
        // first, as changes are published by the last step of a transaction
        move(transaction, companyId, broadcast.getLong("id"), broadcast.getBoolean("is_last"));
        announcer.announceToMany(transaction, message, userIds);
    }

    private static void move(Connection transaction, long companyId, long id, boolean isLast) throws SQLException {
        var move = isLast ? "delete from broadcast" : "update broadcast set told = told + " + PORTION;
        try (var statement = transaction.prepareStatement(move + " where company_id = ? and id = ?")) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    private static long countWaiting(Connection transaction) throws SQLException {
        try (var query = transaction.prepareStatement(WAITING);
                var count = query.executeQuery()) {
            count.next();
            return count.getLong(1);
        }
    }
}
