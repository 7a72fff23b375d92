package app.velvet.venues.share;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** That somebody told of an event in a social network. Never changes. */
@Entity
class EventShare {

    static final String SEQUENCE = "event_share_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long eventId;

    @Column(updatable = false)
    private long userId;

    @Column(updatable = false)
    private String socialNetworkName;

    @Column(updatable = false)
    private Instant createdAt;

    protected EventShare() {}

    EventShare(long companyId, long eventId, long userId, String socialNetworkName, Instant createdAt) {
        this.companyId = companyId;
        this.eventId = eventId;
        this.userId = userId;
        this.socialNetworkName = socialNetworkName;
        this.createdAt = createdAt;
    }

    /** As it is published. */
    EventShareView view() {
        return new EventShareView(id, eventId, userId, socialNetworkName, createdAt);
    }
}
