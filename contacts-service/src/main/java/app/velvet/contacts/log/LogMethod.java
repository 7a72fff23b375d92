package app.velvet.contacts.log;

import static java.util.stream.Collectors.toSet;

import app.velvet.api.permission.Audience;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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

/** That one of the staff spoke with a contact. */
@Entity
class LogMethod {

    static final String SEQUENCE = "log_method_id";

    @Id
    // Drawn one by one: whatever replica makes them, the newest have the highest.
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE, allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long contactId;

    @Column(updatable = false)
    private Long taskId;

    @Column(updatable = false)
    private long userId;

    @Embedded
    private LogDetails details;

    private List<String> audience = List.of();

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected LogMethod() {}

    /** @param taskId null if it belongs to no task */
    LogMethod(long companyId, long contactId, Long taskId, long userId, LogDetails details, Instant createdAt) {
        this.companyId = companyId;
        this.contactId = contactId;
        this.taskId = taskId;
        this.userId = userId;
        this.details = details;
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

    long contactId() {
        return contactId;
    }

    /** Null if it belongs to no task. */
    Long taskId() {
        return taskId;
    }

    /** Who logged it. */
    long userId() {
        return userId;
    }

    LogDetails details() {
        return details;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When a user last changed it; what follows from other changes does not count. */
    Instant updatedAt() {
        return updatedAt;
    }

    /** Who may see it: who may see the contact, and who logged it. */
    Set<Audience> audience() {
        return audience.stream().map(Audience::parse).collect(toSet());
    }

    void report(LogDetails newDetails) {
        details = newDetails;
    }

    void follow(Set<Audience> audienceOfContact) {
        var wanted = Stream.concat(audienceOfContact.stream(), Stream.of(Audience.user(userId)))
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
