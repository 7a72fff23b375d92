package app.velvet.venues.venue;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Whatever tells the name of its venue, or times by its clock. */
public interface NamedAfterVenue {

    /** Which of the followers it is; stored, so it stays as it is. */
    String follower();

    /**
     * Takes over what the venue is called now, and its time zone, in the next {@code limit} of those that belong to it in id
     * order, in the caller's transaction, and publishes that.
     *
     * @param afterId the id of the last one that is done; 0 at first
     * @param actorId who changed the venue
     * @return the id of the last one that is done now; empty if there are no more
     */
    Uni<Optional<Long>> follow(VenueOverview venue, long afterId, int limit, long actorId);
}
