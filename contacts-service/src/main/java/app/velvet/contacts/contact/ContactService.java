package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toSet;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.paging.Page;
import app.velvet.api.paging.Paging;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.contacts.booking.Bookings;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.derived.DerivedChanges;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.contacts.filter.Filter;
import app.velvet.contacts.filter.FilterService;
import app.velvet.contacts.tag.TagService;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be done with contacts. */
@ApplicationScoped
class ContactService {

    private final ContactRepository contacts;
    private final DuplicateContacts duplicates;
    private final OwnersOfContacts owners;
    private final TagService tags;
    private final FilterService filters;
    private final Bookings bookings;
    private final DerivedChanges derived;
    private final Avatars avatars;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    ContactService(
            ContactRepository contacts,
            DuplicateContacts duplicates,
            OwnersOfContacts owners,
            TagService tags,
            FilterService filters,
            Bookings bookings,
            DerivedChanges derived,
            Avatars avatars,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.owners = owners;
        this.tags = tags;
        this.filters = filters;
        this.bookings = bookings;
        this.derived = derived;
        this.avatars = avatars;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Fails if the reader has no such filter pattern, or if contacts cannot be filtered by it. */
    Uni<ContactSelection> selection(ContactAccess access, ContactCriteria criteria) {
        access.requireReading();
        var applied = criteria.filterId() == null
                ? Uni.createFrom().item(List.<Filter>of())
                : filters.filters(access.caller(), criteria.filterId());
        return applied.map(found -> ContactSelection.of(access, criteria, found));
    }

    @WithSession
    Uni<Page<ContactView>> page(ContactAccess access, ContactSelection selection, Paging paging, boolean joinOwners) {
        return contacts.count(selection)
                .chain(total -> contacts.page(paging, selection, access.companyId())
                        .map(found ->
                                Page.inIdOrder(views(access, found, joinOwners), total, paging, ContactView::id)));
    }

    /** The next {@code limit} contacts in id order. */
    @WithSession
    Uni<List<ContactView>> after(
            long id, int limit, ContactAccess access, ContactSelection selection, boolean joinOwners) {
        return contacts.first(limit, selection.after(id), access.companyId())
                .map(found -> views(access, found, joinOwners));
    }

    /** Who has exactly this email and this phone, as far as they are given, if the caller may know that. */
    @WithSession
    Uni<List<ContactView>> search(ContactAccess access, String email, String phone) {
        access.requireReading();
        var found = email == null
                ? contacts.findByPhone(access.companyId(), phone)
                : contacts.findByEmail(access.companyId(), email);
        return found.map(contact -> contact.stream()
                .filter(access::mayReadInFull)
                .filter(one ->
                        phone == null || phone.equals(one.privateDetails().phone()))
                .map(one -> access.view(one, false))
                .toList());
    }

    @WithSession
    Uni<ContactView> get(ContactAccess access, long id, boolean joinOwners) {
        access.requireReading();
        return contacts.find(access.companyId(), id)
                .map(found -> requireVisible(access, found, id))
                .map(contact -> access.view(contact, joinOwners));
    }

    /** @param venueId null for what was spent at all venues */
    @WithSession
    Uni<Expenditures> expenditures(ContactAccess access, long id, Long venueId) {
        access.requireReading();
        return contacts.find(access.companyId(), id)
                .map(found -> requireVisible(access, found, id))
                .chain(contact -> contacts.expenditures(contact, venueId));
    }

    /** Fails with {@link ContactError#DUPLICATE} if another contact has the email or the phone. */
    Uni<ContactView> create(ContactAccess access, ContactPatch patch, boolean joinOwners) {
        access.requireCreating();
        return patch.avatar().over(null) == null
                ? createUnanswered(access, patch, joinOwners)
                : idempotency.unlessAnswered(
                        access.caller(), () -> createUnanswered(access, patch, joinOwners), ContactView.class);
    }

    /** Fails with {@link ContactError#DUPLICATE} if another contact has the email or the phone. */
    Uni<ContactView> update(ContactAccess access, long id, ContactPatch patch, boolean joinOwners) {
        access.requireReading();
        return owners.requireKnown(access.companyId(), patch.owners())
                .chain(known -> avatars.store(patch.avatar(), access.caller())
                        .chain(avatar -> duplicates.unlessOvertaken(() -> update(access, id, patch, known, avatar))))
                .call(contact -> derived.begin(origin(access, id)))
                .map(contact -> access.view(contact, joinOwners))
                .onFailure(DuplicateContactException.class)
                .recoverWithUni(found -> duplicates.refuseUpdating(access, (DuplicateContactException) found));
    }

    /** What a venue thinks of a contact from now on; needs no right to change the contact otherwise. */
    Uni<QualificationView> qualify(ContactAccess access, long id, VenueQualification qualification) {
        access.requireReading();
        return qualified(access, id, qualification)
                .call(() -> derived.begin(origin(access, id)))
                .replaceWith(new QualificationView(id, qualification.status(), qualification.venueId()));
    }

    /** Emits when the contact is gone; what hangs on it goes now or soon. */
    Uni<Void> delete(ContactAccess access, long id) {
        access.requireReading();
        return remove(access, id).chain(() -> derived.begin(origin(access, id)));
    }

    @WithTransaction
    Uni<Contact> qualified(ContactAccess access, long id, VenueQualification qualification) {
        return requireForUpdate(access, id).chain(contact -> qualified(access, contact, qualification));
    }

    @WithTransaction
    Uni<Void> remove(ContactAccess access, long id) {
        return requireForUpdate(access, id)
                .invoke(access::requireChanging)
                .call(this::requireNoOpenBookings)
                .chain(contact -> deleted(access, contact));
    }

    @WithTransaction
    Uni<ContactView> createOnce(
            ContactAccess access,
            ContactPatch patch,
            List<OwnerAtVenue> itsOwners,
            FieldPatch<String> avatar,
            boolean joinOwners) {
        return idempotency.once(
                access.caller(),
                () -> created(access, patch, itsOwners, avatar).map(contact -> access.view(contact, joinOwners)),
                ContactView.class);
    }

    @WithTransaction
    Uni<Contact> update(
            ContactAccess access, long id, ContactPatch patch, NamedOwners itsOwners, FieldPatch<String> avatar) {
        return requireForUpdate(access, id)
                .invoke(access::requireChanging)
                .chain(contact -> updated(access, contact, patch, itsOwners, avatar));
    }

    /** Makes a contact in the current transaction. Fails as {@link #added} does. */
    Uni<Contact> created(
            ContactAccess access, ContactPatch patch, List<OwnerAtVenue> itsOwners, FieldPatch<String> avatar) {
        return added(access, patch, itsOwners, avatar)
                .call(contact -> publish(Snapshot.nothing(access.companyId()), Snapshot.of(contact), access));
    }

    private Uni<ContactView> createUnanswered(ContactAccess access, ContactPatch patch, boolean joinOwners) {
        return owners.ofNew(access.caller(), patch.owners())
                .chain(known -> avatars.store(patch.avatar(), access.caller())
                        .chain(avatar ->
                                duplicates.unlessOvertaken(() -> createOnce(access, patch, known, avatar, joinOwners))))
                .onFailure(DuplicateContactException.class)
                .recoverWithUni(found -> duplicates.refuseCreating(access, (DuplicateContactException) found));
    }

    private Uni<Contact> added(
            ContactAccess access, ContactPatch patch, List<OwnerAtVenue> itsOwners, FieldPatch<String> avatar) {
        var wanted = patch.privateDetails().apply(PrivateDetails.NONE);
        return duplicates
                .requireNone(access.companyId(), PrivateDetails.NONE, wanted)
                .chain(() ->
                        tags.requireKnown(access.companyId(), patch.tagIds().over(List.of())))
                .chain(() -> add(access, patch, itsOwners, avatar));
    }

    /** Creates a contact whose email, phone and tags have been looked at already; it is not published yet. */
    Uni<Contact> add(
            ContactAccess access, ContactPatch patch, List<OwnerAtVenue> itsOwners, FieldPatch<String> avatar) {
        var contact = new Contact(access.companyId(), access.caller().userId(), clock.instant());
        contact.apply(patch);
        return contacts.add(contact)
                .invoke(() -> contact.replaceOwners(itsOwners))
                .invoke(() -> Qualifying.replace(
                        access, contact, patch.qualifications().over(List.of())))
                .call(() -> avatars.change(contact, avatar))
                .chain(contacts::store);
    }

    private Uni<Contact> updated(
            ContactAccess access,
            Contact contact,
            ContactPatch patch,
            NamedOwners itsOwners,
            FieldPatch<String> avatar) {
        var before = Snapshot.of(contact);
        return refuseUpdate(contact, patch)
                .invoke(() -> replaceQualifications(access, contact, patch.qualifications()))
                .invoke(() -> replaceOwners(access, contact, itsOwners))
                .invoke(() -> contact.apply(patch))
                .chain(() -> avatars.change(contact, avatar))
                .chain(() -> stored(before, contact, access));
    }

    /** All that could be wrong is asked before the contact is changed: a question would write a change first. */
    private Uni<Void> refuseUpdate(Contact contact, ContactPatch patch) {
        var now = contact.privateDetails();
        var wanted = patch.privateDetails().apply(now);
        if (now.identify() && !wanted.identify()) {
            throw new InvalidFieldsException("email", "can't be blank");
        }
        var addedTags = new ArrayList<>(patch.tagIds().over(List.of()));
        addedTags.removeAll(contact.tagIds());
        return duplicates
                .requireNone(contact.companyId(), now, wanted)
                .chain(() -> tags.requireKnown(contact.companyId(), addedTags));
    }

    private Uni<Contact> qualified(ContactAccess access, Contact contact, VenueQualification qualification) {
        var before = Snapshot.of(contact);
        Qualifying.qualify(access, contact, qualification);
        return stored(before, contact, access);
    }

    private Uni<Void> requireNoOpenBookings(Contact contact) {
        return bookings.hasOpen(contact.companyId(), contact.id())
                .invoke(isBooked -> {
                    if (isBooked) {
                        throw new RefusedException(ContactError.EXPECTED);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> deleted(ContactAccess access, Contact contact) {
        var before = Snapshot.of(contact);
        return avatars.change(contact, FieldPatch.given(null))
                .chain(() -> contacts.remove(contact))
                .chain(() -> derived.request(
                        contact.origin(),
                        Set.of(Aspect.EXISTENCE),
                        access.caller().userId()))
                .chain(() -> publish(before, Snapshot.nothing(access.companyId()), access));
    }

    private Uni<Contact> stored(Snapshot before, Contact contact, ContactAccess access) {
        return stored(before, contact, access.caller().userId());
    }

    /** Stores a contact that was changed, in the current transaction, and publishes what is different. */
    Uni<Contact> stored(Snapshot before, Contact contact, long actorId) {
        return contacts.store(contact).call(() -> {
            var after = Snapshot.of(contact);
            if (!after.equals(before)) {
                contact.touch(clock.instant());
            }
            return derived.request(contact.origin(), ContactChanges.changed(before, after), actorId)
                    .chain(() -> outbox.append(ContactChanges.between(before, after, actorId)));
        });
    }

    private static Origin origin(ContactAccess access, long id) {
        return new Origin(access.companyId(), ContactChanges.CONTACT, id);
    }

    private Uni<Void> publish(Snapshot before, Snapshot after, ContactAccess access) {
        return outbox.append(
                ContactChanges.between(before, after, access.caller().userId()));
    }

    private Uni<Contact> requireForUpdate(ContactAccess access, long id) {
        return contacts.findForUpdate(access.companyId(), id).map(found -> requireVisible(access, found, id));
    }

    private static Contact requireVisible(ContactAccess access, Optional<Contact> found, long id) {
        return found.filter(access::mayRead).orElseThrow(() -> new RefusedException(ContactError.NOT_FOUND, id));
    }

    private static void replaceOwners(ContactAccess access, Contact contact, NamedOwners named) {
        var now = contact.owners().stream().map(ContactOwner::atVenue).collect(toSet());
        var wanted = named.over(now);
        if (!now.equals(Set.copyOf(wanted))) {
            access.requireChangingOwners(contact);
            contact.replaceOwners(wanted);
        }
    }

    private static void replaceQualifications(
            ContactAccess access, Contact contact, FieldPatch<List<VenueQualification>> given) {
        if (given.isGiven()) {
            Qualifying.replace(access, contact, given.over(List.of()));
        }
    }

    private static List<ContactView> views(ContactAccess access, List<Contact> contacts, boolean joinOwners) {
        return contacts.stream()
                .map(contact -> access.view(contact, joinOwners))
                .toList();
    }
}
