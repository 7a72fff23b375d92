package app.velvet.venues.venue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** That one of the followers of a venue has not taken over everywhere what the venue is called now. */
@Entity
class VenueRenaming {

    static final String SEQUENCE = "venue_renaming_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long venueId;

    @Column(updatable = false)
    private String follower;

    private long actorId;

    private Instant renamedAt;

    private long lastDoneId;

    protected VenueRenaming() {}

    VenueRenaming(Venue venue, String follower) {
        this.companyId = venue.companyId();
        this.venueId = venue.id();
        this.follower = follower;
    }

    long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long venueId() {
        return venueId;
    }

    String follower() {
        return follower;
    }

    /** Who changed the venue. */
    long actorId() {
        return actorId;
    }

    /** What belongs to the venue is done up to this id. */
    long lastDoneId() {
        return lastDoneId;
    }

    /** From the beginning: what is done already knows only what the venue was called before. */
    void begin(long newActorId, Instant now) {
        actorId = newActorId;
        renamedAt = now;
        lastDoneId = 0;
    }

    void doneUpTo(long doneId) {
        lastDoneId = doneId;
    }
}
