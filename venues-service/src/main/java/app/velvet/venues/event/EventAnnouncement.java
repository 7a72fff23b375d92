package app.velvet.venues.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** Whether an event says something else than it last told. */
@Entity
class EventAnnouncement {

    @Id
    private Long eventId;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private boolean moved;

    private Instant toldAt;

    protected EventAnnouncement() {}

    long eventId() {
        return eventId;
    }

    long companyId() {
        return companyId;
    }

    void told(Instant now) {
        moved = false;
        toldAt = now;
    }
}
