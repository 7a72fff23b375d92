package app.velvet.auth.user;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.PartitionKey;

/** A member of a company's staff. */
@Entity
@Table(name = "users")
public class User {

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String email;
    private String password;
    private String firstName;
    private String lastName;

    @Convert(converter = GenderConverter.class)
    private Gender gender;

    private String title;
    private String departmentName;
    private LocalDate birthdate;
    private Long permissionLevelId;
    private boolean active;
    private boolean promoter;
    private boolean service;
    private boolean signedUp;
    private Instant createdAt;
    private Instant updatedAt;

    protected User() {}

    public User(long companyId, NewUser user, String passwordHash, Instant now) {
        this.companyId = companyId;
        this.email = user.email();
        this.password = passwordHash;
        this.firstName = user.firstName();
        this.lastName = user.lastName();
        this.gender = user.gender();
        this.title = user.title();
        this.departmentName = user.departmentName();
        this.birthdate = user.birthdate();
        this.permissionLevelId = user.permissionLevelId();
        this.active = user.active();
        this.promoter = user.promoter();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** All but the password, which comes as {@link #changePassword its hash}. */
    public void change(UserPatch patch, Instant now) {
        email = patch.email().over(email);
        firstName = patch.firstName().over(firstName);
        lastName = patch.lastName().over(lastName);
        gender = patch.gender().over(gender);
        title = patch.title().over(title);
        departmentName = patch.departmentName().over(departmentName);
        birthdate = patch.birthdate().over(birthdate);
        permissionLevelId = patch.permissionLevelId().over(permissionLevelId);
        active = patch.active().over(active);
        promoter = patch.promoter().over(promoter);
        updatedAt = now;
    }

    public void changePassword(String passwordHash) {
        password = passwordHash;
    }

    public void signUp() {
        signedUp = true;
    }

    public long companyId() {
        return companyId;
    }

    public long id() {
        return id;
    }

    public String email() {
        return email;
    }

    /** The hash of it. */
    public String password() {
        return password;
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    public String name() {
        return firstName + " " + lastName;
    }

    public Gender gender() {
        return gender;
    }

    public String title() {
        return title;
    }

    public String departmentName() {
        return departmentName;
    }

    public LocalDate birthdate() {
        return birthdate;
    }

    /** Null if he has none and is thus permitted nothing. */
    public Long permissionLevelId() {
        return permissionLevelId;
    }

    /** An inactive user may not come in; his sessions have ended. */
    public boolean isActive() {
        return active;
    }

    public boolean isPromoter() {
        return promoter;
    }

    /** Whether this is no person, but another system: in no list of the staff. */
    public boolean isService() {
        return service;
    }

    /** What the apps ask to know whether to show their introduction. */
    public boolean isSignedUp() {
        return signedUp;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
