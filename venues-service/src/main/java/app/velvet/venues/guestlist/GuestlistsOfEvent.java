package app.velvet.venues.guestlist;

import app.velvet.events.ChangeEvent;
import app.velvet.venues.derived.DerivedChanges;
import app.velvet.venues.derived.Origin;
import app.velvet.venues.event.PartOfEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Guestlists tell of their event, and go with it. */
@ApplicationScoped
class GuestlistsOfEvent implements PartOfEvent {

    private final GuestlistRepository guestlists;
    private final DerivedChanges derived;

    GuestlistsOfEvent(GuestlistRepository guestlists, DerivedChanges derived) {
        this.guestlists = guestlists;
        this.derived = derived;
    }

    /** In chunks, after the commit: an event can have many. */
    @Override
    public Uni<List<ChangeEvent>> follow(long companyId, long eventId, long actorId) {
        return derived.request(new Origin(companyId, EVENT, eventId)).replaceWith(List.of());
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId) {
        return guestlists
                .ofEventForUpdate(companyId, eventId)
                .call(all -> guestlists.removeAll(companyId, all))
                .map(gone -> gone.stream()
                        .map(one -> GuestlistChanges.destroyed(one, actorId))
                        .toList());
    }
}
