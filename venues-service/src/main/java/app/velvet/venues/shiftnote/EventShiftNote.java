package app.velvet.venues.shiftnote;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** What somebody wrote down about his shift at an event. */
@Entity
class EventShiftNote {

    static final String SEQUENCE = "event_shift_note_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private long eventId;

    @Column(updatable = false)
    private long userId;

    private String description;

    @Column(updatable = false)
    private Instant createdAt;

    protected EventShiftNote() {}

    EventShiftNote(long companyId, NewShiftNote note, long userId, Instant createdAt) {
        this.companyId = companyId;
        this.eventId = note.eventId();
        this.description = note.description();
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

    /** The author. */
    long userId() {
        return userId;
    }

    String description() {
        return description;
    }

    Instant createdAt() {
        return createdAt;
    }

    void apply(ShiftNotePatch patch) {
        eventId = patch.eventId().over(eventId);
        description = patch.description().over(description);
    }
}
