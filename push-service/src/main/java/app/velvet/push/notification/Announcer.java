package app.velvet.push.notification;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.events.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

    private static final String ANNOUNCE =
            "select * from announce(?, ?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?), ?, ?)";

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
        announce(transaction, announcement, userIds, false);
    }

    /** The same of some of very many, whose pushes delay no others. */
    void announceToMany(Connection transaction, Announcement announcement, Collection<Long> userIds)
            throws SQLException {
        announce(transaction, announcement, userIds, true);
    }

    private void announce(Connection transaction, Announcement announcement, Collection<Long> userIds, boolean toMany)
            throws SQLException {
        var told = userIds.stream()
                .filter(userId -> !userId.equals(announcement.senderId()))
                .distinct()
                .toArray(Long[]::new);
        if (told.length > 0) {
            outbox.append(transaction, store(transaction, announcement, told, toMany), announcement.traceparent());
        }
    }

    private List<ChangeEvent> store(Connection transaction, Announcement announcement, Long[] userIds, boolean toMany)
            throws SQLException {
        try (var statement = transaction.prepareStatement(ANNOUNCE)) {
            bind(statement, announcement, transaction.createArrayOf("bigint", userIds));
            statement.setBoolean(10, toMany);
            statement.setString(11, traces.recorded(announcement.traceparent()));
            try (var rows = statement.executeQuery()) {
                var changes = new ArrayList<ChangeEvent>();
                while (rows.next()) {
                    changes.add(NotificationChanges.of(
                            Action.CREATE, new Notification(rows).view(), announcement.senderId()));
                }
                return changes;
            }
        }
    }

    private void bind(PreparedStatement statement, Announcement announcement, Array userIds) throws SQLException {
        statement.setLong(1, announcement.companyId());
        statement.setArray(2, userIds);
        statement.setObject(3, announcement.senderId(), Types.BIGINT);
        statement.setString(4, announcement.senderType());
        statement.setString(5, announcement.title());
        statement.setString(6, announcement.message());
        statement.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
        statement.setObject(8, announcement.causedAt().atOffset(ZoneOffset.UTC));
        statement.setDouble(9, expiry.toSeconds());
    }
}
