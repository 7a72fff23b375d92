package app.velvet.venues.venue;

import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Whatever a venue has. */
public interface PartOfVenue {

    /**
     * Goes with its venue, in the caller's transaction, which has locked the venue.
     *
     * @return what the caller is to publish; fails with a {@link VenueError} if the venue has to stay
     */
    Uni<List<ChangeEvent>> goWith(long companyId, long venueId, long actorId);
}
