package app.velvet.contacts.derived;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** That the dependants of one class have not all followed an origin yet. Rows are made by {@link DerivedChanges} alone. */
@Entity
class DerivedChange {

    @Id
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private String originClass;

    @Column(updatable = false)
    private long originId;

    @Column(updatable = false)
    private String dependants;

    @Column(updatable = false)
    private Long actorId;

    @Column(updatable = false)
    private Instant requestedAt;

    private long lastDoneId;

    private int retries;

    @Column(insertable = false, updatable = false)
    private Instant dueAt;

    protected DerivedChange() {}

    long id() {
        return id;
    }

    Origin origin() {
        return new Origin(companyId, originClass, originId);
    }

    /** Their class. */
    String dependants() {
        return dependants;
    }

    /** Null if no user changed the origin. */
    Long actorId() {
        return actorId;
    }

    /** All dependants are done up to this id. */
    long lastDoneId() {
        return lastDoneId;
    }

    /** How often it has failed since it last got on. */
    int retries() {
        return retries;
    }
}
