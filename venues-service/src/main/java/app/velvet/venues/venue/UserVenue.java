package app.velvet.venues.venue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** That a user works at a venue. */
@Entity
class UserVenue {

    static final String SEQUENCE = "user_venue_id";

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
    private long userId;

    private boolean home;

    private boolean selected;

    protected UserVenue() {}

    UserVenue(long companyId, long venueId, long userId) {
        this.companyId = companyId;
        this.venueId = venueId;
        this.userId = userId;
        this.selected = true;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long venueId() {
        return venueId;
    }

    long userId() {
        return userId;
    }

    /** Whether it is the user's home venue: each who works anywhere has exactly one. */
    boolean home() {
        return home;
    }

    /** Whether the user wants to see what happens there. */
    boolean selected() {
        return selected;
    }

    void beHome(boolean isHome) {
        home = isHome;
    }

    void select(boolean isSelected) {
        selected = isSelected;
    }
}
