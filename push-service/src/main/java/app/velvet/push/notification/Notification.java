package app.velvet.push.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hibernate.annotations.PartitionKey;

/** What one user is told. */
@Entity
public class Notification {

    /** How long lists show it, and the unread ones are counted. */
    public static final Duration RECENT = Duration.ofDays(14);

    @Id
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long userId;

    @Column(updatable = false)
    private Long senderId;

    @Column(updatable = false)
    private String senderType;

    @Column(updatable = false)
    private String title;

    @Column(updatable = false)
    private String message;

    private boolean read;

    @Column(updatable = false)
    private Instant createdAt;

    protected Notification() {}

    /** The notification in a row that was read without Hibernate. */
    Notification(ResultSet row) throws SQLException {
        id = row.getLong("id");
        companyId = row.getLong("company_id");
        userId = row.getLong("user_id");
        senderId = row.getObject("sender_id", Long.class);
        senderType = row.getString("sender_type");
        title = row.getString("title");
        message = row.getString("message");
        read = row.getBoolean("read");
        createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    long userId() {
        return userId;
    }

    void markRead() {
        read = true;
    }

    NotificationView view() {
        return new NotificationView(id, userId, companyId, senderId, senderType, title, message, read, createdAt);
    }
}
