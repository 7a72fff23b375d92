package app.velvet.venues.event;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What can be done with artists. */
@ApplicationScoped
class ArtistService {

    private final ArtistRepository artists;
    private final EventRepository events;
    private final EventAnnouncements announcements;
    private final Outbox outbox;
    private final Idempotency idempotency;

    ArtistService(
            ArtistRepository artists,
            EventRepository events,
            EventAnnouncements announcements,
            Outbox outbox,
            Idempotency idempotency) {
        this.artists = artists;
        this.events = events;
        this.announcements = announcements;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    /** The next {@code limit} in id order: with dates, who performs then at events that the caller may read. */
    @WithSession
    Uni<List<ArtistView>> after(long id, int limit, EventAccess access, EventCriteria criteria) {
        var found = criteria.isDated()
                ? artists.performingAfter(id, limit, EventSelection.of(access, criteria))
                : artists.after(id, limit, access.companyId());
        return found.map(artist -> artist.stream().map(ArtistView::of).toList());
    }

    /**
     * To be asked in the transaction that engages these artists: they are not removed before its end.
     *
     * @return fails with an {@link InvalidFieldsException} if the company has not all of them
     */
    Uni<Void> requireKnown(long companyId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var wanted = Set.copyOf(ids);
        return artists.findForUse(companyId, wanted)
                .invoke(known -> {
                    if (known.size() < wanted.size()) {
                        throw new InvalidFieldsException("artist_ids", "is invalid");
                    }
                })
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<ArtistView> create(Caller caller, ArtistPatch patch) {
        caller.require(Right.CREATE_ARTISTS);
        return idempotency.once(caller, () -> created(caller, patch), ArtistView.class);
    }

    @WithTransaction
    Uni<ArtistView> update(Caller caller, long id, ArtistPatch patch) {
        return requireForChange(caller, id).chain(artist -> updated(caller, artist, patch));
    }

    /** Fails with {@link EventError#ARTIST_ENGAGED}. */
    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        return requireForChange(caller, id)
                .chain(artist -> events.anyWithArtist(caller.companyId(), id)
                        .invoke(ArtistService::refuseIfEngaged)
                        .chain(() -> artists.remove(artist))
                        .chain(() -> outbox.append(EventChanges.of(
                                Action.DESTROY, ArtistView.of(artist), caller.companyId(), caller.userId()))));
    }

    private Uni<ArtistView> created(Caller caller, ArtistPatch patch) {
        var artist = new Artist(caller.companyId());
        artist.apply(patch);
        return artists.add(artist)
                .map(ArtistView::of)
                .call(view -> outbox.append(EventChanges.of(Action.CREATE, view, caller.companyId(), caller.userId())));
    }

    private Uni<ArtistView> updated(Caller caller, Artist artist, ArtistPatch patch) {
        var before = ArtistView.of(artist);
        artist.apply(patch);
        var after = ArtistView.of(artist);
        return after.equals(before)
                ? Uni.createFrom().item(after)
                : announcements
                        .movedWithArtist(caller.companyId(), artist.id())
                        .chain(() -> outbox.append(
                                EventChanges.of(Action.UPDATE, after, caller.companyId(), caller.userId())))
                        .replaceWith(after);
    }

    private Uni<Artist> requireForChange(Caller caller, long id) {
        caller.require(Right.CHANGE_ARTISTS);
        return artists.findForUpdate(caller.companyId(), id)
                .map(found -> found.orElseThrow(() -> new RefusedException(EventError.ARTIST_NOT_FOUND, id)));
    }

    private static void refuseIfEngaged(boolean engaged) {
        if (engaged) {
            throw new RefusedException(EventError.ARTIST_ENGAGED);
        }
    }
}
