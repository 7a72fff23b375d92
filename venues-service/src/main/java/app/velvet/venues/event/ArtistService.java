package app.velvet.venues.event;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.picture.Pictures;
import app.velvet.venues.picture.Pictures.Subject;
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
    private final EventViews views;
    private final Pictures pictures;
    private final Outbox outbox;
    private final Idempotency idempotency;

    ArtistService(
            ArtistRepository artists,
            EventRepository events,
            EventAnnouncements announcements,
            EventViews views,
            Pictures pictures,
            Outbox outbox,
            Idempotency idempotency) {
        this.artists = artists;
        this.events = events;
        this.announcements = announcements;
        this.views = views;
        this.pictures = pictures;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    /** The next {@code limit} in id order: with dates, who performs then at events that the caller may read. */
    @WithSession
    Uni<List<ArtistView>> after(long id, int limit, EventAccess access, EventCriteria criteria) {
        var found = criteria.isDated()
                ? artists.performingAfter(id, limit, EventSelection.of(access, criteria))
                : artists.after(id, limit, access.companyId());
        return found.map(artist -> artist.stream().map(views::artist).toList());
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

    Uni<ArtistView> create(Caller caller, ArtistPatch patch) {
        caller.require(Right.CREATE_ARTISTS);
        return pictures.store(patch.avatar(), Subject.ARTIST, caller).chain(avatar -> create(caller, patch, avatar));
    }

    Uni<ArtistView> update(Caller caller, long id, ArtistPatch patch) {
        caller.require(Right.CHANGE_ARTISTS);
        return pictures.store(patch.avatar(), Subject.ARTIST, caller)
                .chain(avatar -> update(caller, id, patch, avatar));
    }

    @WithTransaction
    Uni<ArtistView> create(Caller caller, ArtistPatch patch, FieldPatch<String> avatar) {
        return idempotency.once(caller, () -> created(caller, patch, avatar), ArtistView.class);
    }

    @WithTransaction
    Uni<ArtistView> update(Caller caller, long id, ArtistPatch patch, FieldPatch<String> avatar) {
        return requireForChange(caller, id).chain(artist -> updated(caller, artist, patch, avatar));
    }

    /** Fails with {@link EventError#ARTIST_ENGAGED}. */
    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        return requireForChange(caller, id)
                .chain(artist -> events.anyWithArtist(caller.companyId(), id)
                        .invoke(ArtistService::refuseIfEngaged)
                        .chain(() -> changeAvatar(artist, FieldPatch.given(null)))
                        .chain(() -> artists.remove(artist))
                        .chain(() -> outbox.append(EventChanges.of(
                                Action.DESTROY, views.artist(artist), caller.companyId(), caller.userId()))));
    }

    private Uni<ArtistView> created(Caller caller, ArtistPatch patch, FieldPatch<String> avatar) {
        var artist = new Artist(caller.companyId());
        artist.apply(patch);
        return artists.add(artist)
                .call(() -> changeAvatar(artist, avatar))
                .map(views::artist)
                .call(view -> outbox.append(EventChanges.of(Action.CREATE, view, caller.companyId(), caller.userId())));
    }

    private Uni<ArtistView> updated(Caller caller, Artist artist, ArtistPatch patch, FieldPatch<String> avatar) {
        var before = views.artist(artist);
        artist.apply(patch);
        return changeAvatar(artist, avatar)
                .map(done -> views.artist(artist))
                .call(after -> after.equals(before) ? Uni.createFrom().voidItem() : publishUpdate(caller, after));
    }

    private Uni<Void> publishUpdate(Caller caller, ArtistView artist) {
        return announcements
                .movedWithArtist(caller.companyId(), artist.id())
                .chain(() ->
                        outbox.append(EventChanges.of(Action.UPDATE, artist, caller.companyId(), caller.userId())));
    }

    private Uni<Void> changeAvatar(Artist artist, FieldPatch<String> avatar) {
        var before = artist.avatar();
        artist.changeAvatar(avatar.over(before));
        return pictures.replace(before, artist.avatar(), artist.companyId());
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
