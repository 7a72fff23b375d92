package app.velvet.auth.session;

import app.velvet.auth.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.hibernate.annotations.PartitionKey;

/** What a sign-in begins: good for as long as its token, unless it ends before. */
@Entity
@Table(name = "session")
class Session {

    static final String SEQUENCE = "session_id";

    private static final int DEVICE_BYTES = 16;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    private long userId;
    private String deviceKey;

    @Enumerated(EnumType.STRING)
    private MobileOs mobileOs;

    @Enumerated(EnumType.STRING)
    private AppId appId;

    private Instant createdAt;
    private Instant expiresAt;
    private Instant endedAt;
    private String apnTokenHash;

    protected Session() {}

    private Session(User user, String deviceKey, Duration lifetime, Instant now) {
        this.companyId = user.companyId();
        this.userId = user.id();
        this.deviceKey = deviceKey;
        this.createdAt = now;
        this.expiresAt = now.plus(lifetime);
    }

    static Session of(User user, SignIn signIn, Duration lifetime, Instant now) {
        var deviceKey = signIn.deviceToken() == null ? null : deviceKey(signIn.deviceToken());
        var session = new Session(user, deviceKey, lifetime, now);
        session.mobileOs = signIn.mobileOs();
        session.appId = signIn.appId();
        return session;
    }

    static Session ofService(User user, Duration lifetime, Instant now) {
        return new Session(user, "k." + user.id(), lifetime, now);
    }

    /**
     * Its token is no longer good.
     *
     * @param apnToken of a device that gets no more pushes, beside those of the session; or null
     */
    void end(Instant now, String apnToken) {
        endedAt = now;
        apnTokenHash = apnToken == null ? null : HexFormat.of().formatHex(sha256(apnToken));
    }

    long companyId() {
        return companyId;
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    /**
     * What the device is known by elsewhere: derived from the token that it sent, so that it is the same after the next sign-in;
     * without one, from the session. The device of an API key is the key.
     */
    String device() {
        return deviceKey == null ? "s." + id : deviceKey;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Null while it is good. */
    Instant endedAt() {
        return endedAt;
    }

    /** Null unless its end named a device. */
    String apnTokenHash() {
        return apnTokenHash;
    }

    private static String deviceKey(String deviceToken) {
        var digest = Arrays.copyOf(sha256(deviceToken), DEVICE_BYTES);
        return "d." + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
