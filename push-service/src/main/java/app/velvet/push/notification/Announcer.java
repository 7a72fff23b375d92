package app.velvet.push.notification;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.events.trace.Traces;
import app.velvet.push.notification.BroadcastDeliveries.Portion;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tells users of what other services have published, over JDBC. */
@ApplicationScoped
public class Announcer {

    private static final String ANNOUNCE = "select * from announce(?, ?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?))";

    /** Without deliveries. */
    private static final String TELL = """
            insert into notification (company_id, sender_id, sender_type, title, message, created_at, user_id)
            select ?, ?, ?, ?, ?, ?, told.id
              from unnest(?) with ordinality as told (id, place)
             order by told.place
            returning *
            """;

    private static final String TRACE =
            "update delivery set traceparent = ? where company_id = ? and notification_id = any(?)";

    private final JdbcOutbox outbox;
    private final Traces traces;
    private final Clock clock;
    private final Duration expiry;

    Announcer(JdbcOutbox outbox, Traces traces, Clock clock, NotificationConfig config) {
        this.outbox = outbox;
        this.traces = traces;
        this.clock = clock;
        this.expiry = NotificationSettings.of(config).expiry();
    }

    /**
     * Stores a notification and its deliveries for each of these users, and publishes it, in the open transaction. Who did
     * what is told of is not told, should he be among them.
     */
    public void announce(Connection transaction, Announcement announcement, Collection<Long> userIds)
            throws SQLException {
        var told = told(announcement, userIds);
        if (told.length > 0) {
            var changes = store(transaction, announcement, told);
            if (traces.areRecorded(announcement.traceparent())) {
                trace(transaction, announcement, changes);
            }
            outbox.append(transaction, changes, announcement.traceparent());
        }
    }

    /** The same of some of very many, whose pushes delay no others, as the last step of the transaction. */
    void announceToMany(Connection transaction, Announcement announcement, Collection<Long> userIds, Portion deliveries)
            throws SQLException {
        var notifications = tell(transaction, announcement, told(announcement, userIds));
        deliveries.store(transaction, announcement, notifications, expiry);
        var changes = notifications.stream()
                .map(notification -> created(announcement, notification))
                .toList();
        outbox.appendLast(transaction, changes, announcement.traceparent());
    }

    private static Long[] told(Announcement announcement, Collection<Long> userIds) {
        return userIds.stream()
                .filter(userId -> !userId.equals(announcement.senderId()))
                .distinct()
                .toArray(Long[]::new);
    }

    private List<ChangeEvent> store(Connection transaction, Announcement announcement, Long[] userIds)
            throws SQLException {
        try (var statement = transaction.prepareStatement(ANNOUNCE)) {
            statement.setLong(1, announcement.companyId());
            statement.setArray(2, transaction.createArrayOf("bigint", userIds));
            statement.setObject(3, announcement.senderId(), Types.BIGINT);
            statement.setString(4, announcement.senderType());
            statement.setString(5, announcement.title());
            statement.setString(6, announcement.message());
            statement.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setObject(8, announcement.causedAt().atOffset(ZoneOffset.UTC));
            statement.setDouble(9, expiry.toSeconds());
            try (var rows = statement.executeQuery()) {
                var changes = new ArrayList<ChangeEvent>();
                while (rows.next()) {
                    changes.add(created(announcement, new Notification(rows).view()));
                }
                return changes;
            }
        }
    }

    private static void trace(Connection transaction, Announcement announcement, List<ChangeEvent> told)
            throws SQLException {
        try (var statement = transaction.prepareStatement(TRACE)) {
            statement.setString(1, announcement.traceparent());
            statement.setLong(2, announcement.companyId());
            statement.setArray(
                    3,
                    transaction.createArrayOf(
                            "bigint", told.stream().map(ChangeEvent::id).toArray()));
            statement.executeUpdate();
        }
    }

    private List<NotificationView> tell(Connection transaction, Announcement announcement, Long[] userIds)
            throws SQLException {
        try (var statement = transaction.prepareStatement(TELL)) {
            statement.setLong(1, announcement.companyId());
            statement.setObject(2, announcement.senderId(), Types.BIGINT);
            statement.setString(3, announcement.senderType());
            statement.setString(4, announcement.title());
            statement.setString(5, announcement.message());
            statement.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setArray(7, transaction.createArrayOf("bigint", userIds));
            try (var rows = statement.executeQuery()) {
                var told = new ArrayList<NotificationView>();
                while (rows.next()) {
                    told.add(new Notification(rows).view());
                }
                return told;
            }
        }
    }

    private static ChangeEvent created(Announcement announcement, NotificationView notification) {
        return NotificationChanges.of(Action.CREATE, notification, announcement.senderId());
    }
}
