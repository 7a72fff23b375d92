package app.velvet.venues.venue;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.picture.Pictures;
import app.velvet.venues.picture.Pictures.Subject;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What can be done with venues. */
@ApplicationScoped
class VenueService {

    private final VenueRepository venues;
    private final UserVenueRepository userVenues;
    private final StaffOfVenues staff;
    private final VenueRenamings renamings;
    private final Pictures pictures;
    private final List<PartOfVenue> parts;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    VenueService(
            VenueRepository venues,
            UserVenueRepository userVenues,
            StaffOfVenues staff,
            VenueRenamings renamings,
            Pictures pictures,
            @All List<PartOfVenue> parts,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.venues = venues;
        this.userVenues = userVenues;
        this.staff = staff;
        this.renamings = renamings;
        this.pictures = pictures;
        this.parts = parts;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Where the caller works. */
    @WithSession
    Uni<List<VenueView>> ofCaller(Caller caller) {
        return venues.ofUser(caller.companyId(), caller.userId()).map(this::views);
    }

    /** Emits the venues that are selected now. */
    @WithTransaction
    Uni<List<VenueView>> select(Caller caller, VenueFilter filter) {
        return userVenues
                .ofUserForUpdate(caller.companyId(), caller.userId())
                .invoke(his -> requireWorking(his, filter))
                .chain(his -> venues.ofUser(caller.companyId(), caller.userId())
                        .call(working -> selected(caller, his, working, filter))
                        .map(working -> views(selectedOf(his, working))));
    }

    Uni<VenueView> create(Caller caller, VenuePatch patch) {
        caller.require(Right.MANAGE_COMPANY);
        return pictures.store(patch.logo(), Subject.VENUE, caller).chain(logo -> create(caller, patch, logo));
    }

    Uni<VenueView> update(Caller caller, long id, VenuePatch patch) {
        caller.require(Right.MANAGE_COMPANY);
        return pictures.store(patch.logo(), Subject.VENUE, caller).chain(logo -> update(caller, id, patch, logo));
    }

    @WithTransaction
    Uni<VenueView> create(Caller caller, VenuePatch patch, FieldPatch<String> logo) {
        return idempotency.once(caller, () -> created(caller, patch, logo), VenueView.class);
    }

    @WithTransaction
    Uni<VenueView> update(Caller caller, long id, VenuePatch patch, FieldPatch<String> logo) {
        return venues.findForUpdate(caller.companyId(), id)
                .map(found -> require(found, id))
                .chain(venue -> updated(caller, venue, patch, logo));
    }

    /** Emits who works at the venue now, once nobody else does. */
    Uni<List<UserVenueView>> replaceStaff(Caller caller, long id, List<StaffAtVenue> wanted) {
        caller.require(Right.MANAGE_COMPANY);
        return staff.requireWorking(caller.companyId(), wanted).chain(() -> replaceWorking(caller, id, wanted));
    }

    @WithTransaction
    Uni<List<UserVenueView>> replaceWorking(Caller caller, long id, List<StaffAtVenue> wanted) {
        return venues.allForUpdate(caller.companyId())
                .chain(all -> staff.replace(requireOneOf(all, id), wanted, all, caller.userId()))
                .call(replaced -> outbox.append(replaced.changes()))
                .map(StaffOfVenues.Replaced::atVenue);
    }

    /** Fails with {@link VenueError#HAS_EVENTS}; whatever else it has goes with it. */
    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        caller.require(Right.MANAGE_COMPANY);
        return venues.allForUpdate(caller.companyId()).chain(all -> deleted(caller, requireOneOf(all, id), all));
    }

    private Uni<VenueView> created(Caller caller, VenuePatch patch, FieldPatch<String> logo) {
        var venue = new Venue(caller.companyId(), clock.instant());
        venue.apply(patch);
        return venues.add(venue)
                .call(() -> changeLogo(venue, logo))
                .map(this::view)
                .call(view -> outbox.append(VenueChanges.of(Action.CREATE, view, caller.userId())));
    }

    private Uni<VenueView> updated(Caller caller, Venue venue, VenuePatch patch, FieldPatch<String> logo) {
        var before = view(venue);
        var known = VenueOverview.of(venue);
        venue.apply(patch);
        return changeLogo(venue, logo)
                .chain(() -> view(venue).equals(before)
                        ? Uni.createFrom().voidItem()
                        : changed(caller, venue, VenueOverview.of(venue).equals(known)))
                .map(done -> view(venue));
    }

    /** @param known whether it is known by that name, and has those clocks, already */
    private Uni<Void> changed(Caller caller, Venue venue, boolean known) {
        venue.touch(clock.instant());
        var change = VenueChanges.of(Action.UPDATE, view(venue), caller.userId());
        return (known ? Uni.createFrom().voidItem() : renamings.begin(venue, caller.userId()))
                .chain(() -> outbox.append(change));
    }

    private Uni<Void> changeLogo(Venue venue, FieldPatch<String> logo) {
        var before = venue.logo();
        venue.changeLogo(logo.over(before));
        return pictures.replace(before, venue.logo(), venue.companyId());
    }

    private Uni<Void> deleted(Caller caller, Venue venue, List<Venue> all) {
        var changes = new ArrayList<ChangeEvent>();
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> part.goWith(venue.companyId(), venue.id(), caller.userId()))
                .invoke(changes::addAll)
                .collect()
                .last()
                .chain(() -> staff.replace(venue, List.of(), all, caller.userId()))
                .invoke(replaced -> changes.addAll(replaced.changes()))
                .invoke(() -> changes.add(VenueChanges.of(Action.DESTROY, view(venue), caller.userId())))
                .chain(() -> changeLogo(venue, FieldPatch.given(null)))
                .chain(() -> renamings.forget(venue))
                .chain(() -> venues.remove(venue))
                .chain(() -> outbox.append(changes));
    }

    private Uni<Void> selected(Caller caller, List<UserVenue> his, List<Venue> working, VenueFilter filter) {
        var names = working.stream().collect(toMap(Venue::id, Venue::name));
        var before = UserVenueView.byId(his, names);
        his.forEach(userVenue -> userVenue.select(filter.selects(userVenue)));
        return outbox.append(
                VenueChanges.between(before, UserVenueView.byId(his, names), caller.companyId(), caller.userId()));
    }

    private static void requireWorking(List<UserVenue> his, VenueFilter filter) {
        var venueIds = his.stream().map(UserVenue::venueId).toList();
        if (!new HashSet<>(venueIds).containsAll(filter.venueIds())) {
            throw new InvalidFieldsException("venue_ids", "is invalid");
        }
    }

    private static List<Venue> selectedOf(List<UserVenue> his, List<Venue> working) {
        var selected =
                his.stream().filter(UserVenue::selected).map(UserVenue::venueId).toList();
        return working.stream().filter(venue -> selected.contains(venue.id())).toList();
    }

    private static Venue requireOneOf(List<Venue> venues, long id) {
        return require(venues.stream().filter(venue -> venue.id() == id).findFirst(), id);
    }

    private static Venue require(Optional<Venue> found, long id) {
        return found.orElseThrow(() -> new RefusedException(VenueError.NOT_FOUND, id));
    }

    private VenueView view(Venue venue) {
        return VenueView.of(venue, pictures.view(venue.logo()), clock.instant());
    }

    private List<VenueView> views(List<Venue> found) {
        return found.stream().map(this::view).toList();
    }
}
