package app.velvet.venues.tally;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.PartitionKey;

/** How many guests one who counts at the door of an event has let in. {@link TallyRepository} makes and counts it. */
@Entity
class Tally {

    @Id
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long eventId;

    @Column(updatable = false)
    private long userId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private TallyType type;

    @Column(updatable = false)
    private Long guestlistTypeId;

    private int actualCount;

    protected Tally() {}

    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long eventId() {
        return eventId;
    }

    /** Who counts. */
    long userId() {
        return userId;
    }

    TallyType type() {
        return type;
    }

    /** Null if these guests came as nothing special. */
    Long guestlistTypeId() {
        return guestlistTypeId;
    }

    int actualCount() {
        return actualCount;
    }

    void count(int guests) {
        actualCount = guests;
    }
}
