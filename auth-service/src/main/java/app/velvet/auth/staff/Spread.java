package app.velvet.auth.staff;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.PartitionKey;

/** How far the change of a permission level has got among its users. */
@Entity
@Table(name = "permission_spread")
class Spread {

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Id
    private long permissionLevelId;

    private long actorId;
    private long afterUserId;

    protected Spread() {}

    /** All users with this id or a lower one have followed. */
    void advanceTo(long userId) {
        afterUserId = userId;
    }

    long companyId() {
        return companyId;
    }

    long permissionLevelId() {
        return permissionLevelId;
    }

    /** Who changed the level. */
    long actorId() {
        return actorId;
    }

    long afterUserId() {
        return afterUserId;
    }
}
