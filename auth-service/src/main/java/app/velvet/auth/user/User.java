package app.velvet.auth.user;

import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionsStruct;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.PartitionKey;

/** A member of a company's staff. */
@Entity
@Table(name = "users")
public class User {

    static final String SEQUENCE = "user_id";

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    private String email;
    private String password;
    private String firstName;
    private String lastName;

    @Enumerated(EnumType.STRING)
    private Gender gender;

    private String title;
    private String departmentName;
    private LocalDate birthdate;
    private String mobilePhone;
    private Instant mobilePhoneConfirmedAt;
    private String avatar;

    @Embedded
    private PromoterDetails promoterDetails;

    private Long permissionLevelId;
    /** Kept by {@link HomeVenues}. */
    @Column(insertable = false, updatable = false)
    private Long homeVenueId;

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
        this.mobilePhone = user.mobilePhone();
        this.promoterDetails = user.promoterDetails();
        this.permissionLevelId = user.permissionLevelId();
        this.active = user.active();
        this.promoter = user.promoter();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** A user that is no person, but another system. */
    public static User service(long companyId, String name, Instant now) {
        var user = new User();
        user.companyId = companyId;
        user.firstName = name;
        user.lastName = "";
        user.active = true;
        user.service = true;
        user.createdAt = now;
        user.updatedAt = now;
        return user;
    }

    /**
     * All but the password, which comes as {@link #changePassword its hash}. What it already is does not count as a change.
     *
     * @return whether anything has become different
     */
    public boolean update(UserPatch patch, Instant now) {
        var before = fields();
        email = patch.email().over(email);
        firstName = patch.firstName().over(firstName);
        lastName = patch.lastName().over(lastName);
        gender = patch.gender().over(gender);
        title = patch.title().over(title);
        departmentName = patch.departmentName().over(departmentName);
        birthdate = patch.birthdate().over(birthdate);
        changeMobilePhone(patch.mobilePhone().over(mobilePhone));
        promoterDetails = patch.promoterDetails().over(promoterDetails());
        permissionLevelId = patch.permissionLevelId().over(permissionLevelId);
        active = patch.active().over(active);
        promoter = patch.promoter().over(promoter);
        if (fields().equals(before)) {
            return false;
        }
        updatedAt = now;
        return true;
    }

    private void changeMobilePhone(String phone) {
        if (!Objects.equals(phone, mobilePhone)) {
            mobilePhone = phone;
            mobilePhoneConfirmedAt = null;
        }
    }

    /** @param name of the image, null for none; not the one that is there */
    public void changeAvatar(String name, Instant now) {
        avatar = name;
        updatedAt = now;
    }

    public void changePassword(String passwordHash, Instant now) {
        password = passwordHash;
        updatedAt = now;
    }

    /** He has proven that this number is his. */
    public void confirmMobilePhone(String phone, Instant now) {
        mobilePhone = phone;
        mobilePhoneConfirmedAt = now;
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

    /** Null of an API key. */
    public String email() {
        return email;
    }

    /** The hash of it; null while he has none and cannot sign in. */
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
        return (firstName + " " + lastName).strip();
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

    public String mobilePhone() {
        return mobilePhone;
    }

    /** Null while nobody knows that the number is his. */
    public Instant mobilePhoneConfirmedAt() {
        return mobilePhoneConfirmedAt;
    }

    /** The name of the image, null for none. */
    public String avatar() {
        return avatar;
    }

    public PromoterDetails promoterDetails() {
        return promoterDetails == null ? PromoterDetails.NONE : promoterDetails;
    }

    /** Null if he has none and is thus permitted nothing. */
    public Long permissionLevelId() {
        return permissionLevelId;
    }

    /** @param level his, if he has one */
    public PermissionsStruct permissionsStruct(Optional<PermissionLevel> level) {
        return service
                ? PermissionsStruct.ofServices()
                : level.map(PermissionLevel::permissionsStruct).orElse(PermissionsStruct.NOTHING);
    }

    /** Null if he works at no venue. */
    public Long homeVenueId() {
        return homeVenueId;
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

    /** All that an update may touch. */
    private List<Object> fields() {
        return Arrays.asList(
                email,
                firstName,
                lastName,
                gender,
                title,
                departmentName,
                birthdate,
                mobilePhone,
                promoterDetails(),
                permissionLevelId,
                active,
                promoter);
    }
}
