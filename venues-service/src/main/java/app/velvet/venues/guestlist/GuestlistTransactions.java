package app.velvet.venues.guestlist;

import static java.util.stream.Collectors.toSet;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.booking.BookingError;
import app.velvet.venues.booking.Guests;
import app.velvet.venues.booking.NotedBooking.Kind;
import app.velvet.venues.booking.WantedNotes;
import app.velvet.venues.booking.WantedNotes.Wanted;
import app.velvet.venues.booking.WantedNotes.Wish;
import app.velvet.venues.contact.ContactDirectory;
import app.velvet.venues.event.EventAnnouncements;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventOverview;
import app.velvet.venues.guestlist.Guestlist.Taken;
import app.velvet.venues.guestlist.GuestlistPatch.Types;
import app.velvet.venues.guestlisttype.GenderType;
import app.velvet.venues.guestlisttype.GuestlistTemplates;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.FlushMode;

/**
 * Single transactions about guestlists. Each has the event first, so that nobody removes it meanwhile, then the guestlist, then
 * places; who waits for one of them has none that comes later.
 */
@ApplicationScoped
class GuestlistTransactions {

    private static final TypeReference<List<GuestlistView>> VIEWS = new TypeReference<>() {};
    private static final int AT_ONCE = 500;

    private final GuestlistRepository guestlists;
    private final WholeGuestlists wholeGuestlists;
    private final GuestlistPlaces places;
    private final GuestlistTemplates types;
    private final WantedNotes wantedNotes;
    private final ContactDirectory contacts;
    private final EventDirectory events;
    private final EventAnnouncements announcements;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    GuestlistTransactions(
            GuestlistRepository guestlists,
            WholeGuestlists wholeGuestlists,
            GuestlistPlaces places,
            GuestlistTemplates types,
            WantedNotes wantedNotes,
            ContactDirectory contacts,
            EventDirectory events,
            EventAnnouncements announcements,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.guestlists = guestlists;
        this.wholeGuestlists = wholeGuestlists;
        this.places = places;
        this.types = types;
        this.wantedNotes = wantedNotes;
        this.contacts = contacts;
        this.events = events;
        this.announcements = announcements;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Guestlists as the caller sees them.
     *
     * @param wanted of contacts-service, because of them; nothing if this was done before
     */
    record Listed(List<GuestlistView> guestlists, List<Wanted> wanted) {}

    /** Fails as {@link #create} would, where that can be known before anything is done elsewhere. */
    @WithSession
    Uni<Void> requireOpen(GuestlistAccess access, long eventId, long userId, Types wanted) {
        access.requireCreating();
        return events.find(access.companyId(), eventId)
                .map(found -> requireOpen(access, found, eventId, userId))
                .chain(event -> requireTypes(event, ids(wanted.forMales()), ids(wanted.forFemales())));
    }

    /**
     * One for each entry, all or none. Fails with the violation of a constraint if somebody is faster right now.
     *
     * @param userId whose they become
     * @param guests the contacts of the entries
     */
    @WithTransaction
    Uni<Listed> create(GuestlistAccess access, long eventId, long userId, List<Entry> entries, Guests guests) {
        var wanted = new ArrayList<Wanted>();
        return idempotency
                .once(
                        access.caller(),
                        () -> created(
                                access,
                                eventId,
                                userId,
                                entries,
                                guests,
                                wishes -> wantedNotes
                                        .store(access.caller(), wishes)
                                        .invoke(wanted::addAll)
                                        .replaceWithVoid()),
                        VIEWS)
                .map(views -> new Listed(views, wanted));
    }

    /** The same for thousands; what contacts-service is to do because of them follows later. */
    @WithTransaction
    Uni<List<GuestlistView>> createMany(
            GuestlistAccess access, long eventId, long userId, List<Entry> entries, Guests guests) {
        return idempotency.once(
                access.caller(),
                () -> created(
                        access,
                        eventId,
                        userId,
                        entries,
                        guests,
                        wishes -> wantedNotes.storeForLater(access.caller(), wishes)),
                VIEWS);
    }

    /** The event of a guestlist that the caller may see; never another one. */
    @WithSession
    Uni<Long> eventOf(GuestlistAccess access, long id) {
        return findEvent(access, id);
    }

    /** Questions are asked of what is stored: they do not write what is wrong with a change first. */
    @WithTransaction
    Uni<Listed> update(GuestlistAccess access, long id, GuestlistPatch patch) {
        return Panache.getSession()
                .invoke(session -> session.setFlushMode(FlushMode.COMMIT))
                .chain(() -> lock(access, id))
                .chain(locked -> updated(access, locked, patch));
    }

    @WithTransaction
    Uni<Void> delete(GuestlistAccess access, long id) {
        return lock(access, id).chain(locked -> deleted(access, locked.guestlist()));
    }

    /**
     * Some hundreds at a time, so that neither what the session remembers of them nor what a step does with them grows with
     * their number.
     *
     * @param store is called with what is wanted of contacts-service
     */
    private Uni<List<GuestlistView>> created(
            GuestlistAccess access,
            long eventId,
            long userId,
            List<Entry> entries,
            Guests guests,
            Function<List<Wish>, Uni<Void>> store) {
        return opened(access, eventId, userId, entries, guests)
                .map(event -> newOnes(access, event, userId, entries))
                .call(() -> announcements.moved(access.companyId(), List.of(eventId)))
                .chain(all -> Multi.createFrom()
                        .iterable(all)
                        .group()
                        .intoLists()
                        .of(AT_ONCE)
                        .onItem()
                        .transformToUniAndConcatenate(some -> added(access, some, store))
                        .onItem()
                        .transformToIterable(Function.identity())
                        .map(one -> guests.view(one.viewOf(access.caller()), access.caller()))
                        .collect()
                        .asList()
                        .call(() -> requirePlaces(access, eventId, all)));
    }

    private Uni<EventOverview> opened(
            GuestlistAccess access, long eventId, long userId, List<Entry> entries, Guests guests) {
        return events.findForUse(access.companyId(), eventId)
                .map(found -> requireOpen(access, found, eventId, userId))
                .call(() -> guests.remember(contacts, access.companyId()))
                .call(() -> requireNotListed(access, eventId, entries))
                .call(event -> requireTypes(
                        event, wantedTypes(entries, Types::forMales), wantedTypes(entries, Types::forFemales)));
    }

    /** A guestlist that is to be stored, and what was said about it. */
    private record New(Guestlist guestlist, GuestlistPatch said) {

        Wish wish(WholeGuestlist whole) {
            return new Wish(
                    whole.noted(guestlist), said.notes(), said.qualification().over(null));
        }
    }

    private List<New> newOnes(GuestlistAccess access, EventOverview event, long userId, List<Entry> entries) {
        var now = clock.instant();
        return entries.stream()
                .map(entry -> {
                    var one = new Guestlist(
                            access.companyId(), event.id(), event.venueId(), entry.contactId(), userId, now);
                    one.apply(entry.patch());
                    one.approve(access.mayManage(event.venueId(), userId));
                    return new New(one, entry.patch());
                })
                .toList();
    }

    /** In order, as they are read then. */
    private Uni<List<WholeGuestlist>> added(
            GuestlistAccess access, List<New> some, Function<List<Wish>, Uni<Void>> store) {
        var added = some.stream().map(New::guestlist).toList();
        return guestlists
                .addAll(added)
                .chain(() -> wholeGuestlists.current(
                        access.companyId(), added.stream().map(Guestlist::id).toList()))
                .call(whole -> store.apply(wishes(some, whole)))
                .call(whole -> published(access, added, whole))
                .call(guestlists::detachAll);
    }

    private static List<Wish> wishes(List<New> some, List<WholeGuestlist> whole) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i).wish(whole.get(i)))
                .toList();
    }

    private Uni<Void> published(GuestlistAccess access, List<Guestlist> added, List<WholeGuestlist> whole) {
        for (int i = 0; i < whole.size(); i++) {
            added.get(i).publishedAs(wholeGuestlists.json().fingerprint(whole.get(i)));
        }
        return outbox.append(whole.stream()
                .map(one ->
                        GuestlistChanges.of(Action.CREATE, one, access.caller().userId()))
                .toList());
    }

    private Uni<Listed> updated(GuestlistAccess access, Locked locked, GuestlistPatch patch) {
        var guestlist = locked.guestlist();
        requirePermitted(access, locked, patch);
        return wholeGuestlists.current(guestlist).chain(before -> {
            var takenBefore = guestlist.taken();
            guestlist.apply(patch);
            requireStillPermitted(access, before, guestlist);
            return requireTypes(
                            locked.event(),
                            changed(before.guestlist().typeForMalesId(), guestlist.typeForMalesId()),
                            changed(before.guestlist().typeForFemalesId(), guestlist.typeForFemalesId()))
                    .chain(() -> places.require(
                            guestlist.companyId(),
                            guestlist.eventId(),
                            guestlist.taken().moreThan(takenBefore)))
                    .chain(() -> changed(access, before, guestlist))
                    .chain(whole -> wantedNotes
                            .store(
                                    access.caller(),
                                    List.of(new Wish(
                                            whole.noted(guestlist),
                                            patch.notes(),
                                            patch.qualification().over(null))))
                            .map(wanted -> new Listed(List.of(whole.viewOf(access.caller())), wanted)));
        });
    }

    private Uni<WholeGuestlist> changed(GuestlistAccess access, WholeGuestlist before, Guestlist guestlist) {
        return wholeGuestlists.current(guestlist).chain(after -> {
            if (after.equals(before)) {
                return Uni.createFrom().item(before);
            }
            guestlist.touch(clock.instant());
            return announcements
                    .moved(access.companyId(), List.of(guestlist.eventId()))
                    .chain(() -> wholeGuestlists.current(guestlist))
                    .call(whole -> {
                        guestlist.publishedAs(wholeGuestlists.json().fingerprint(whole));
                        return outbox.append(GuestlistChanges.of(
                                Action.UPDATE, whole, access.caller().userId()));
                    });
        });
    }

    private Uni<Void> deleted(GuestlistAccess access, Guestlist guestlist) {
        access.requireChanging(guestlist.venueId(), guestlist.userId());
        return wantedNotes
                .withdraw(Kind.GUESTLIST, access.companyId(), guestlist.id())
                .chain(() -> guestlists.removeAll(access.companyId(), List.of(guestlist)))
                .chain(() -> announcements.moved(access.companyId(), List.of(guestlist.eventId())))
                .chain(() -> outbox.append(
                        GuestlistChanges.destroyed(guestlist, access.caller().userId())));
    }

    /** A guestlist and its event, which stay as they are until the end of the transaction. */
    private record Locked(Guestlist guestlist, EventOverview event) {}

    private Uni<Locked> lock(GuestlistAccess access, long id) {
        access.requireReading();
        return findEvent(access, id)
                .chain(eventId -> events.findForUse(access.companyId(), eventId))
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .chain(event -> guestlists
                        .findForUpdate(access.companyId(), id)
                        .map(found -> requireVisible(access, found, id))
                        .map(guestlist -> new Locked(guestlist, event)));
    }

    private Uni<Long> findEvent(GuestlistAccess access, long id) {
        return guestlists
                .eventOf(GuestlistSelection.one(access, id))
                .map(found -> found.orElseThrow(() -> notFound(id)));
    }

    private static Guestlist requireVisible(GuestlistAccess access, Optional<Guestlist> found, long id) {
        return found.filter(one -> access.mayRead(one.audience())).orElseThrow(() -> notFound(id));
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(GuestlistError.NOT_FOUND, id);
    }

    private static EventOverview requireOpen(
            GuestlistAccess access, Optional<EventOverview> found, long eventId, long userId) {
        var event = found.filter(one -> access.mayKnowEventAt(one.venueId()))
                .orElseThrow(() -> new RefusedException(BookingError.EVENT_NOT_FOUND, eventId));
        access.requireChanging(event.venueId(), userId);
        if (!event.active()) {
            throw new RefusedException(BookingError.EVENT_INACTIVE);
        }
        if (!event.guestlistSales()) {
            throw new RefusedException(GuestlistError.CLOSED);
        }
        return event;
    }

    private Uni<Void> requireNotListed(GuestlistAccess access, long eventId, List<Entry> entries) {
        var contactIds = entries.stream().map(Entry::contactId).toList();
        return guestlists
                .listed(access.companyId(), eventId, contactIds)
                .invoke(listed -> listed.stream().findFirst().ifPresent(contactId -> {
                    throw new RefusedException(GuestlistError.CONTACT_LISTED, contactId);
                }))
                .replaceWithVoid();
    }

    private static Set<Long> wantedTypes(List<Entry> entries, Function<Types, FieldPatch<Long>> type) {
        return entries.stream()
                .map(entry -> type.apply(entry.patch().types()).over(null))
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private static Set<Long> ids(FieldPatch<Long> id) {
        return changed(null, id.over(null));
    }

    private static Set<Long> changed(Long before, Long after) {
        return after == null || after.equals(before) ? Set.of() : Set.of(after);
    }

    /** Fails with an {@link InvalidFieldsException} if guests cannot be on the event's list as these. */
    private Uni<Void> requireTypes(EventOverview event, Set<Long> maleIds, Set<Long> femaleIds) {
        if (maleIds.isEmpty() && femaleIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var templateIds = event.guestlistTemplateId() == null ? List.<Long>of() : List.of(event.guestlistTemplateId());
        return types.typesOf(event.companyId(), templateIds)
                .invoke(known -> requireIn(known, GenderType.MALE, maleIds, "type_for_males_id"))
                .invoke(known -> requireIn(known, GenderType.FEMALE, femaleIds, "type_for_females_id"))
                .replaceWithVoid();
    }

    private static void requireIn(List<GuestlistTypeView> known, GenderType gender, Set<Long> ids, String field) {
        var possible = known.stream()
                .filter(type -> type.genderType() == gender)
                .map(GuestlistTypeView::id)
                .toList();
        if (!possible.containsAll(ids)) {
            throw new InvalidFieldsException(field, "is invalid");
        }
    }

    private Uni<Void> requirePlaces(GuestlistAccess access, long eventId, List<New> added) {
        var typeIds = new TreeSet<Long>();
        added.forEach(one -> typeIds.addAll(one.guestlist().taken().moreThan(Taken.NOTHING)));
        return places.require(access.companyId(), eventId, typeIds);
    }

    /** To close out takes no more than the right to that. */
    private static void requirePermitted(GuestlistAccess access, Locked locked, GuestlistPatch patch) {
        var guestlist = locked.guestlist();
        if (patch.party().closesOut()) {
            access.requireClosingOut(guestlist.venueId(), guestlist.userId());
            requireStarted(locked.event(), patch);
        }
        if (!access.mayChange(guestlist.venueId(), guestlist.userId()) && patch.onlyClosesOut()) {
            access.requireClosingOut(guestlist.venueId(), guestlist.userId());
        } else {
            access.requireChanging(guestlist.venueId(), guestlist.userId());
        }
    }

    private static void requireStarted(EventOverview event, GuestlistPatch patch) {
        if (!event.started()) {
            throw new InvalidFieldsException(
                    patch.party().actualMales().isGiven() ? "actual_count_males" : "actual_count_females",
                    "can't be given before the event");
        }
    }

    private static void requireStillPermitted(GuestlistAccess access, WholeGuestlist before, Guestlist guestlist) {
        if (before.guestlist().userId() != guestlist.userId()) {
            access.requireChanging(guestlist.venueId(), guestlist.userId());
        }
        if (before.guestlist().approved() != guestlist.isApproved()) {
            access.requireManaging(guestlist.venueId(), guestlist.userId());
        }
    }
}
