package app.velvet.venues.venue;

import static java.util.Objects.requireNonNullElse;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.ZoneId;
import org.hibernate.annotations.PartitionKey;

/** A place where a company entertains. */
@Entity
class Venue {

    static final String SEQUENCE = "venue_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    private String name;

    private String timeZone;

    // Hibernate reads an embedded value as null where all of its columns are.
    @Embedded
    private VenueDetails details;

    private String logo;

    protected Venue() {}

    Venue(long companyId, Instant createdAt) {
        this.companyId = companyId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** A venue that was read without Hibernate. */
    Venue(StoredVenue stored) {
        id = stored.id();
        companyId = stored.companyId();
        createdAt = stored.createdAt();
        updatedAt = stored.updatedAt();
        name = stored.name();
        timeZone = stored.timeZone();
        details = stored.details();
        logo = stored.logo();
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When a user last changed it. */
    Instant updatedAt() {
        return updatedAt;
    }

    String name() {
        return name;
    }

    ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }

    VenueDetails details() {
        return requireNonNullElse(details, VenueDetails.NONE);
    }

    /** The name of an image, or null. */
    String logo() {
        return logo;
    }

    void changeLogo(String image) {
        logo = image;
    }

    void apply(VenuePatch patch) {
        name = patch.name().over(name);
        timeZone = patch.timeZone().isGiven() ? patch.timeZone().over(null).getId() : timeZone;
        details = patch.details().apply(details());
    }

    void touch(Instant now) {
        updatedAt = now;
    }
}
