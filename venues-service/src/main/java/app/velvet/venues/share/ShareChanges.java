package app.velvet.venues.share;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;

/** Shares as they are published, to who may read the events of the venue. */
final class ShareChanges {

    static final String EVENT_SHARE = "EventShare";

    private ShareChanges() {}

    static ChangeEvent of(Action action, EventShareView share, long venueId, long companyId, Long actorId) {
        return new ChangeEvent(
                companyId,
                EVENT_SHARE,
                share.id(),
                action,
                action == Action.DESTROY ? null : share,
                VenueDirectory.audience(venueId),
                actorId);
    }
}
