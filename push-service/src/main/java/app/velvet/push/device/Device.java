package app.velvet.push.device;

import app.velvet.api.token.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** A phone that its user has registered, under the token by which its provider knows it. */
@Entity
class Device {

    static final String SEQUENCE = "device_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long userId;

    @Column(updatable = false)
    private String platform;

    private String token;

    private String deviceId;

    private long sessionId;

    private Instant registeredAt;

    protected Device() {}

    Device(Caller user, Registration registration, Instant registeredAt) {
        companyId = user.companyId();
        userId = user.userId();
        platform = registration.platform().wireName();
        register(user, registration, registeredAt);
    }

    long companyId() {
        return companyId;
    }

    /** Null where the platform has no ids of its own. */
    String deviceId() {
        return deviceId;
    }

    boolean belongsTo(Caller user) {
        return companyId == user.companyId() && userId == user.userId();
    }

    /** Its user registers it again, maybe in another session or because it has a new token. */
    void register(Caller user, Registration registration, Instant now) {
        token = registration.token();
        deviceId = registration.deviceId();
        sessionId = user.sessionId();
        registeredAt = now;
    }
}
