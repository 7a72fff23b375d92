package app.velvet.contacts.task;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.log.LogKind;
import app.velvet.contacts.log.LogMethodView;
import app.velvet.contacts.log.Result;
import app.velvet.contacts.note.NoteView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.PartitionKey;

/** Something to do about a contact. {@link TaskRepository} loads it with its newest notes and logs. */
@Entity
class Task {

    static final String SEQUENCE = "task_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long contactId;

    private String contactName;

    private String category;

    private Instant date;

    private String kind;

    @Enumerated(EnumType.STRING)
    private TaskState state;

    private Instant completedAt;

    @Enumerated(EnumType.STRING)
    private LogKind completeMethod;

    private Long completingLogId;

    @Enumerated(EnumType.STRING)
    private Result result;

    @Column(updatable = false)
    private long userId;

    private long ownerId;

    private Long venueId;

    private Long reservationId;

    private String reservationStage;

    private Long eventId;

    @Column(updatable = false)
    private Instant createdAt;

    @Transient
    private List<NoteView> notes = List.of();

    @Transient
    private List<LogMethodView> logMethods = List.of();

    protected Task() {}

    /** @param contactName null if the contact has none */
    Task(long companyId, long contactId, String contactName, long userId, NewTask task, Instant createdAt) {
        this.companyId = companyId;
        this.contactId = contactId;
        this.contactName = contactName;
        this.category = task.category();
        this.date = task.date();
        this.kind = task.kind();
        this.state = TaskState.INCOMPLETE;
        this.userId = userId;
        this.ownerId = task.ownerOr(userId);
        this.venueId = task.venueId();
        this.eventId = task.eventId();
        this.createdAt = createdAt;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    /** What others follow. */
    Origin origin() {
        return new Origin(companyId, TaskChanges.TASK, id);
    }

    long contactId() {
        return contactId;
    }

    /** Null if the contact has none. */
    String contactName() {
        return contactName;
    }

    String category() {
        return category;
    }

    /** When it is due. */
    Instant date() {
        return date;
    }

    String kind() {
        return kind;
    }

    TaskState state() {
        return state;
    }

    /** Null while it is incomplete. */
    Instant completedAt() {
        return completedAt;
    }

    /** Null unless a log completed it. */
    LogKind completeMethod() {
        return completeMethod;
    }

    Result result() {
        return result;
    }

    /** Who made it. */
    long userId() {
        return userId;
    }

    /** Who is to do it. */
    long ownerId() {
        return ownerId;
    }

    Long venueId() {
        return venueId;
    }

    Long reservationId() {
        return reservationId;
    }

    /** Null without a reservation, and if that is gone. */
    String reservationStage() {
        return reservationStage;
    }

    Long eventId() {
        return eventId;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** The newest ones, in id order. */
    List<NoteView> notes() {
        return notes;
    }

    /** The newest ones, in id order. */
    List<LogMethodView> logMethods() {
        return logMethods;
    }

    Set<Audience> audience() {
        return TaskAudience.of(venueId, userId, ownerId);
    }

    boolean isOf(long user) {
        return userId == user || ownerId == user;
    }

    /** Takes over the fields that the patch gives; not its reservation, of which more must be known. */
    void apply(TaskPatch patch, Instant now) {
        category = patch.category().over(category);
        date = patch.date().over(date);
        kind = patch.kind().over(kind);
        ownerId = patch.ownerId().over(ownerId);
        venueId = patch.venueId().over(venueId);
        eventId = patch.eventId().over(eventId);
        become(patch.state().over(state), now);
        result = patch.result().over(result);
    }

    private void become(TaskState wanted, Instant now) {
        if (wanted == state) {
            return;
        }
        state = wanted;
        completedAt = wanted == TaskState.COMPLETE ? now : null;
        if (wanted == TaskState.INCOMPLETE) {
            completeMethod = null;
            completingLogId = null;
            result = null;
        }
    }

    /** The first log completes it; what completed it before stays. */
    void completeBy(LogMethodView log, Instant now) {
        if (state == TaskState.INCOMPLETE) {
            become(TaskState.COMPLETE, now);
            completingLogId = log.id();
            completeMethod = log.kind();
            result = log.result();
        }
    }

    /** The log that completed it says something else now. */
    void correctBy(LogMethodView log) {
        if (Objects.equals(completingLogId, log.id())) {
            completeMethod = log.kind();
            result = log.result();
        }
    }

    void rename(String newContactName) {
        contactName = newContactName;
    }

    /** @param newReservationId null for none; as {@code stage} */
    void reserve(Long newReservationId, String stage) {
        reservationId = newReservationId;
        reservationStage = stage;
    }

    void loadedWith(List<NoteView> itsNotes, List<LogMethodView> itsLogMethods) {
        notes = itsNotes;
        logMethods = itsLogMethods;
    }
}
