package app.velvet.venues.event;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.floorplan.FloorPlans;
import app.velvet.venues.guestlisttype.GuestlistTemplates;
import app.velvet.venues.picture.Pictures;
import app.velvet.venues.picture.Pictures.Subject;
import app.velvet.venues.venue.VenueDirectory;
import app.velvet.venues.venue.VenueOverview;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What can be done with events. */
@ApplicationScoped
class EventService {

    private final EventRepository events;
    private final WholeEvents wholeEvents;
    private final EventViews views;
    private final Pictures pictures;
    private final EventAnnouncements announcements;
    private final ArtistService artists;
    private final VenueDirectory venues;
    private final FloorPlans plans;
    private final GuestlistTemplates templates;
    private final List<PartOfEvent> parts;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    EventService(
            EventRepository events,
            WholeEvents wholeEvents,
            EventViews views,
            Pictures pictures,
            EventAnnouncements announcements,
            ArtistService artists,
            VenueDirectory venues,
            FloorPlans plans,
            GuestlistTemplates templates,
            @All List<PartOfEvent> parts,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.events = events;
        this.wholeEvents = wholeEvents;
        this.views = views;
        this.pictures = pictures;
        this.announcements = announcements;
        this.artists = artists;
        this.venues = venues;
        this.plans = plans;
        this.templates = templates;
        this.parts = parts;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The next {@code limit} events by date. */
    @WithSession
    Uni<List<WholeEvent>> after(EventPlace place, int limit, EventAccess access, EventCriteria criteria) {
        access.requireReading();
        return events.ids(EventSelection.of(access, criteria).after(place), limit)
                .chain(ids -> wholeEvents.find(access.companyId(), ids));
    }

    @WithSession
    Uni<WholeEvent> get(EventAccess access, long id) {
        access.requireReading();
        return wholeEvents
                .find(access.companyId(), id)
                .map(found -> found.filter(event -> access.mayRead(event.venueId()))
                        .orElseThrow(() -> new RefusedException(EventError.NOT_FOUND, id)));
    }

    Uni<EventView> create(EventAccess access, EventPatch patch) {
        access.requireManaging();
        return pictures.store(patch.poster(), Subject.EVENT, access.caller())
                .chain(poster -> create(access, patch, poster));
    }

    Uni<EventView> update(EventAccess access, long id, EventPatch patch) {
        access.requireManaging();
        return pictures.store(patch.poster(), Subject.EVENT, access.caller())
                .chain(poster -> update(access, id, patch, poster));
    }

    @WithTransaction
    Uni<EventView> create(EventAccess access, EventPatch patch, FieldPatch<String> poster) {
        return idempotency.once(access.caller(), () -> created(access, patch, poster), EventView.class);
    }

    @WithTransaction
    Uni<EventView> update(EventAccess access, long id, EventPatch patch, FieldPatch<String> poster) {
        return requireForChange(access, id).chain(event -> updated(access, event, patch, poster));
    }

    @WithTransaction
    Uni<Void> delete(EventAccess access, long id) {
        return requireForChange(access, id).chain(event -> deleted(access, event));
    }

    private Uni<EventView> created(EventAccess access, EventPatch patch, FieldPatch<String> poster) {
        var event = new Event(access.companyId(), patch.venueId().over(null), clock.instant());
        return venues.requireForUse(access.companyId(), event.venueId(), "venue_id")
                .invoke(() -> access.requireManaging(event.venueId()))
                .chain(venue -> apply(event, patch, venue))
                .chain(() -> events.add(event))
                .chain(() -> changePoster(event, poster))
                .chain(() -> plans.copy(event.companyId(), event.venueId(), event.id()))
                .chain(() -> wholeEvents.current(event))
                .call(whole -> publish(Action.CREATE, whole, access))
                .map(this::view);
    }

    private Uni<EventView> updated(EventAccess access, Event event, EventPatch patch, FieldPatch<String> poster) {
        requireSameVenue(event, patch);
        return wholeEvents
                .current(event)
                .call(before -> takesPlaceNoMore(before, patch) ? requireDispensable(event) : noChanges())
                .chain(before -> venues.find(event.companyId(), List.of(event.venueId()))
                        .chain(found -> apply(event, patch, found.get(0)))
                        .chain(() -> changePoster(event, poster))
                        .chain(() -> wholeEvents.current(event))
                        .chain(after -> after.equals(before)
                                ? Uni.createFrom().item(after)
                                : changed(access, event, tellsOther(before, after))))
                .map(this::view);
    }

    private Uni<Void> apply(Event event, EventPatch patch, VenueOverview venue) {
        var template = patch.guestlistTemplateId().over(null);
        return artists.requireKnown(event.companyId(), patch.artistIds().over(List.of()))
                .chain(() -> templates.requireOfVenue(event.companyId(), event.venueId(), template))
                .invoke(() -> event.apply(patch, venue.timeZone()));
    }

    private Uni<Void> changePoster(Event event, FieldPatch<String> poster) {
        var before = event.poster();
        event.changePoster(poster.over(before));
        return pictures.replace(before, event.poster(), event.companyId());
    }

    /** Whether what its parts say of it has become different. */
    private static boolean tellsOther(WholeEvent before, WholeEvent after) {
        return !before.name().equals(after.name())
                || !before.times().date().equals(after.times().date())
                || !before.times().endTime().equals(after.times().endTime())
                || !Objects.equals(before.guestlistTemplateId(), after.guestlistTemplateId());
    }

    /** @param withParts whether its parts are to follow */
    private Uni<WholeEvent> changed(EventAccess access, Event event, boolean withParts) {
        event.touch(clock.instant());
        return wholeEvents
                .current(event)
                .call(whole -> (withParts ? partsFollow(access, event) : noChanges())
                        .invoke(changes -> changes.add(0, change(Action.UPDATE, whole, access)))
                        .chain(outbox::append));
    }

    private Uni<List<ChangeEvent>> partsFollow(EventAccess access, Event event) {
        return partsThat(part ->
                part.follow(event.companyId(), event.id(), access.caller().userId()));
    }

    private static Uni<List<ChangeEvent>> noChanges() {
        return Uni.createFrom().item(ArrayList::new);
    }

    private static boolean takesPlaceNoMore(WholeEvent before, EventPatch patch) {
        return before.state() == EventState.ACTIVE && patch.state().over(before.state()) == EventState.INACTIVE;
    }

    /** Fails if guests rely on the event. */
    private Uni<List<ChangeEvent>> requireDispensable(Event event) {
        return partsThat(
                part -> part.requireDispensable(event.companyId(), event.id()).replaceWith(List.of()));
    }

    private Uni<Void> deleted(EventAccess access, Event event) {
        return requireDispensable(event)
                .chain(() -> wholeEvents.current(event))
                .chain(whole -> partsThat(part -> part.goWith(
                                event.companyId(), event.id(), access.caller().userId()))
                        .invoke(changes -> changes.add(change(Action.DESTROY, whole, access)))
                        .call(() -> plans.remove(event.companyId(), event.id()))
                        .call(() -> changePoster(event, FieldPatch.given(null)))
                        .call(() -> announcements.forget(event))
                        .call(() -> events.remove(event))
                        .chain(outbox::append));
    }

    /** What all the parts of an event have to say, one after the other. */
    private Uni<List<ChangeEvent>> partsThat(Function<PartOfEvent, Uni<List<ChangeEvent>>> act) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(act::apply)
                .collect()
                .in(ArrayList<ChangeEvent>::new, List::addAll)
                .map(changes -> changes);
    }

    private Uni<Event> requireForChange(EventAccess access, long id) {
        access.requireReading();
        return events.findForUpdate(access.companyId(), id)
                .map(found -> found.filter(event -> access.mayRead(event.venueId()))
                        .orElseThrow(() -> new RefusedException(EventError.NOT_FOUND, id)))
                .invoke(event -> access.requireManaging(event.venueId()));
    }

    /** It has a copy of its venue's floor plan, and guests who know where it is. */
    private static void requireSameVenue(Event event, EventPatch patch) {
        if (patch.venueId().over(event.venueId()) != event.venueId()) {
            throw new InvalidFieldsException("venue_id", "is invalid");
        }
    }

    private Uni<Void> publish(Action action, WholeEvent event, EventAccess access) {
        return outbox.append(change(action, event, access));
    }

    private ChangeEvent change(Action action, WholeEvent event, EventAccess access) {
        return EventChanges.of(action, views.whole(event), access.caller().userId());
    }

    private EventView view(WholeEvent event) {
        return views.whole(event);
    }
}
