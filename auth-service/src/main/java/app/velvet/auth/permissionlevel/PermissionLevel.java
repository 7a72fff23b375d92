package app.velvet.auth.permissionlevel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.type.SqlTypes;

/** What the users who have it may do. */
@Entity
@Table(name = "permission_level")
public class PermissionLevel {

    static final String SEQUENCE = "permission_level_id";

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private PermissionsStruct permissionsStruct;

    private Instant createdAt;
    private Instant updatedAt;

    protected PermissionLevel() {}

    PermissionLevel(long companyId, String name, PermissionsStruct permissionsStruct, Instant now) {
        this.companyId = companyId;
        this.name = name;
        this.permissionsStruct = permissionsStruct;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The one that a company begins with: it permits everything. */
    public static PermissionLevel manager(long companyId, Instant now) {
        return new PermissionLevel(companyId, "Manager", PermissionsStruct.everything(), now);
    }

    void apply(PermissionLevelPatch patch) {
        name = patch.name().over(name);
        permissionsStruct = patch.permissionsStruct().over(permissionsStruct);
    }

    void touch(Instant now) {
        updatedAt = now;
    }

    public long companyId() {
        return companyId;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public PermissionsStruct permissionsStruct() {
        return permissionsStruct;
    }
}
