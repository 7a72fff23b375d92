package app.velvet.contacts.note;

import static java.util.stream.Collectors.toSet;

import app.velvet.api.permission.Audience;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.PartitionKey;

/** What one of the staff wrote down about one thing. */
@Entity
class Note {

    static final String SEQUENCE = "note_id";

    @Id
    // Drawn one by one: whatever replica makes them, the newest have the highest.
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE, allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private Long contactId;

    private Long taskId;

    private Long reservationId;

    private Long guestlistId;

    private long userId;

    private String text;

    private String eventName;

    private List<String> audience = List.of();

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected Note() {}

    Note(long companyId, long userId, String text, Instant createdAt) {
        this.companyId = companyId;
        this.userId = userId;
        this.text = text;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    About about() {
        return Stream.of(NoteSubject.values())
                .filter(subject -> idOf(subject) != null)
                .map(subject -> new About(subject, idOf(subject)))
                .findAny()
                .orElseThrow();
    }

    /** Null if the note is not about one of these. */
    Long idOf(NoteSubject subject) {
        return switch (subject) {
            case CONTACT -> contactId;
            case TASK -> taskId;
            case RESERVATION -> reservationId;
            case GUESTLIST -> guestlistId;
        };
    }

    /** Its author. */
    long userId() {
        return userId;
    }

    String text() {
        return text;
    }

    /** Null if it is about nothing that takes place at an event. */
    String eventName() {
        return eventName;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When a user last changed it; what follows from other changes does not count. */
    Instant updatedAt() {
        return updatedAt;
    }

    /** Who may see it: who may see what it is about, and its author. */
    Set<Audience> audience() {
        return audience.stream().map(Audience::parse).collect(toSet());
    }

    void write(String newText) {
        text = newText;
    }

    void attributeTo(long newUserId) {
        userId = newUserId;
    }

    void moveTo(About about) {
        contactId = about.subject() == NoteSubject.CONTACT ? Long.valueOf(about.id()) : null;
        taskId = about.subject() == NoteSubject.TASK ? Long.valueOf(about.id()) : null;
        reservationId = about.subject() == NoteSubject.RESERVATION ? Long.valueOf(about.id()) : null;
        guestlistId = about.subject() == NoteSubject.GUESTLIST ? Long.valueOf(about.id()) : null;
    }

    /** Takes over what depends on the thing that it is about, and on its author. */
    void follow(NotedThing thing) {
        eventName = thing.eventName();
        var wanted = Stream.concat(thing.audience().stream(), Stream.of(Audience.user(userId)))
                .map(Audience::toString)
                .distinct()
                .sorted()
                .toList();
        if (!wanted.equals(audience)) {
            audience = wanted;
        }
    }

    void touch(Instant now) {
        updatedAt = now;
    }
}
