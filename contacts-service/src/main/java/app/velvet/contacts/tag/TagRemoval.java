package app.velvet.contacts.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** That a removed tag has not left all that carries it yet. */
@Entity
class TagRemoval {

    @Id
    private Long tagId;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private Instant removedAt;

    @Column(updatable = false)
    private Long actorId;

    private long lastDoneId;

    private int retries;

    @Column(insertable = false, updatable = false)
    private Instant dueAt;

    protected TagRemoval() {}

    TagRemoval(Tag tag, long actorId, Instant removedAt) {
        this.tagId = tag.id();
        this.companyId = tag.companyId();
        this.actorId = actorId;
        this.removedAt = removedAt;
    }

    long tagId() {
        return tagId;
    }

    long companyId() {
        return companyId;
    }

    /** Who removed the tag. */
    long actorId() {
        return actorId;
    }

    /** All that carry it are done up to this id. */
    long lastDoneId() {
        return lastDoneId;
    }

    /** How often it has failed since it last got on. */
    int retries() {
        return retries;
    }

    void doneUpTo(long id) {
        lastDoneId = id;
        retries = 0;
    }
}
