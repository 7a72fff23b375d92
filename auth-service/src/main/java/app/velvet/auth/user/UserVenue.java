package app.velvet.auth.user;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;

/** That a user works at a venue, as venues-service last told it. */
@Entity
@Immutable
class UserVenue {

    @PartitionKey
    private long companyId;

    @Id
    private Long id;

    private long userId;
    private long venueId;
    private String venueName;
    private boolean home;
    private boolean selected;

    protected UserVenue() {}

    long userId() {
        return userId;
    }

    VenueOfUser view() {
        return new VenueOfUser(venueId, venueName, home ? 1 : 0, selected);
    }
}
