package app.velvet.venues.share;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.PartOfEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shares go with their event. */
@ApplicationScoped
class SharesOfEvent implements PartOfEvent {

    private final ShareRepository shares;
    private final EventDirectory events;

    SharesOfEvent(ShareRepository shares, EventDirectory events) {
        this.shares = shares;
        this.events = events;
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId) {
        return events.require(companyId, eventId)
                .chain(event -> shares.ofEvent(companyId, eventId)
                        .call(all -> shares.removeAll(companyId, all))
                        .map(all -> all.stream()
                                .map(share -> ShareChanges.of(
                                        Action.DESTROY, share.view(), event.venueId(), companyId, actorId))
                                .toList()));
    }
}
