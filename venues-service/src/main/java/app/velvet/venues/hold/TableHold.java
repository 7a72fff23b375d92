package app.velvet.venues.hold;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** That a user holds a table of an event: nobody else can have it. Never changes. */
@Entity
class TableHold {

    static final String SEQUENCE = "table_hold_id";

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
    private long tableId;

    @Column(updatable = false)
    private long userId;

    @Column(updatable = false)
    private Instant createdAt;

    protected TableHold() {}

    TableHold(long companyId, long eventId, long tableId, long userId, Instant createdAt) {
        this.companyId = companyId;
        this.eventId = eventId;
        this.tableId = tableId;
        this.userId = userId;
        this.createdAt = createdAt;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long eventId() {
        return eventId;
    }

    long tableId() {
        return tableId;
    }

    /** Who holds the table. */
    long userId() {
        return userId;
    }
}
