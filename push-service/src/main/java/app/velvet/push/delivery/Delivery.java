package app.velvet.push.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;

/** How far a notification has come on its way to one device. Written by the {@link DeliveryWorker} alone. */
@Entity
@Immutable
class Delivery {

    @Id
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private long notificationId;

    private long deviceId;

    private String platform;

    private String state;

    private String reason;

    private int tries;

    private Instant createdAt;

    private Instant dueAt;

    private Instant expiresAt;

    private Instant decidedAt;

    protected Delivery() {}

    DeliveryView view() {
        return new DeliveryView(
                id,
                deviceId,
                platform,
                state,
                reason,
                tries,
                createdAt,
                decidedAt == null ? dueAt : null,
                decidedAt,
                expiresAt);
    }
}
