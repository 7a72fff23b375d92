package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.paging.Paging;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import app.velvet.contacts.Transactions;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.tag.TagService;
import app.velvet.events.outbox.Outbox;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What can be done with contacts. */
@ApplicationScoped
class ContactService {

    private final ContactRepository contacts;
    private final TagService tags;
    private final StaffMembers staff;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Clock clock;

    ContactService(
            ContactRepository contacts,
            TagService tags,
            StaffMembers staff,
            Outbox outbox,
            Idempotency idempotency,
            Transactions transactions,
            Clock clock) {
        this.contacts = contacts;
        this.tags = tags;
        this.staff = staff;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param total how many there are on all pages */
    record Page(List<ContactView> contacts, long total) {}

    @WithSession
    Uni<Page> page(ContactAccess access, ContactCriteria criteria, Paging paging, boolean joinOwners) {
        return contacts.count(ContactSelection.of(access, criteria))
                .chain(total -> contacts.page(paging, ContactSelection.of(access, criteria), access.companyId())
                        .map(found -> new Page(views(access, found, joinOwners), total)));
    }

    /** The next {@code limit} contacts in id order. */
    @WithSession
    Uni<List<ContactView>> after(
            long id, int limit, ContactAccess access, ContactCriteria criteria, boolean joinOwners) {
        var selection = ContactSelection.of(access, criteria).after(id);
        return contacts.first(limit, selection, access.companyId()).map(found -> views(access, found, joinOwners));
    }

    /** Who has exactly this email and this phone, as far as they are given, if the caller may know that. */
    @WithSession
    Uni<List<ContactView>> search(ContactAccess access, String email, String phone) {
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
        return contacts.find(access.companyId(), id)
                .map(found -> requireVisible(access, found, id))
                .map(contact -> access.view(contact, joinOwners));
    }

    /** Fails with {@link ContactError#DUPLICATE} if another contact has the email or the phone. */
    Uni<ContactView> create(ContactAccess access, ContactPatch patch, boolean joinOwners) {
        access.requireCreating();
        return ownersOfNew(access.caller(), patch.owners())
                .chain(owners -> transactions.run(() -> idempotency.once(
                        access.caller(), () -> created(access, patch, owners, joinOwners), ContactView.class)))
                .onFailure(DuplicateContactException.class)
                .transform(found -> duplicates(found).ofCreating(access));
    }

    /** Fails with {@link ContactError#DUPLICATE} if another contact has the email or the phone. */
    Uni<ContactView> update(ContactAccess access, long id, ContactPatch patch, boolean joinOwners) {
        access.requireReading();
        return knownOwners(access.companyId(), patch.owners())
                .chain(owners -> transactions.run(() -> requireForUpdate(access, id)
                        .invoke(access::requireChanging)
                        .chain(contact -> updated(access, contact, patch, owners))
                        .map(contact -> access.view(contact, joinOwners))))
                .onFailure(DuplicateContactException.class)
                .recoverWithUni(
                        found -> refusalToUpdate(access, duplicates(found)).chain(Uni.createFrom()::failure));
    }

    /** What a venue thinks of a contact from now on; needs no right to change the contact otherwise. */
    Uni<QualificationView> qualify(ContactAccess access, long id, VenueQualification qualification) {
        access.requireReading();
        return transactions.run(() -> requireForUpdate(access, id)
                .chain(contact -> qualified(access, contact, qualification))
                .replaceWith(new QualificationView(id, qualification.status(), qualification.venueId())));
    }

    Uni<Void> delete(ContactAccess access, long id) {
        access.requireReading();
        return transactions.run(() -> requireForUpdate(access, id)
                .invoke(access::requireChanging)
                .chain(contact -> deleted(access, contact)));
    }

    private Uni<ContactView> created(
            ContactAccess access, ContactPatch patch, List<OwnerAtVenue> owners, boolean joinOwners) {
        var contact = new Contact(access.companyId(), access.caller().userId(), clock.instant());
        contact.apply(patch);
        return refuseDuplicates(access.companyId(), PrivateDetails.NONE, contact.privateDetails())
                .chain(() -> tags.requireKnown(access.companyId(), contact.tagIds()))
                .chain(() -> contacts.add(contact))
                .invoke(() -> contact.replaceOwners(owners))
                .invoke(() -> replaceQualifications(access, contact, patch.qualifications()))
                .chain(contacts::store)
                .call(() -> outbox.append(ContactChanges.between(
                        Snapshot.nothing(access.companyId()),
                        Snapshot.of(contact),
                        access.caller().userId())))
                .map(stored -> access.view(stored, joinOwners));
    }

    private Uni<Contact> updated(
            ContactAccess access, Contact contact, ContactPatch patch, FieldPatch<List<OwnerAtVenue>> owners) {
        var before = Snapshot.of(contact);
        return refuseUpdate(contact, patch)
                .invoke(() -> replaceQualifications(access, contact, patch.qualifications()))
                .invoke(() -> replaceOwners(access, contact, owners))
                .invoke(() -> contact.apply(patch))
                .chain(() -> contacts.store(contact))
                .call(() -> publish(before, contact, access));
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
        return refuseDuplicates(contact.companyId(), now, wanted)
                .chain(() -> tags.requireKnown(contact.companyId(), addedTags));
    }

    /** Fails with {@link DuplicateContactException} if another contact has an email or a phone that is wanted now. */
    private Uni<Void> refuseDuplicates(long companyId, PrivateDetails before, PrivateDetails wanted) {
        var email = before.hasEmail(wanted.email()) ? null : wanted.email();
        var phone = Objects.equals(before.phone(), wanted.phone()) ? null : wanted.phone();
        return contacts.findByEmail(companyId, email)
                .chain(byEmail -> contacts.findByPhone(companyId, phone)
                        .map(byPhone -> new Duplicates(email, byEmail.orElse(null), phone, byPhone.orElse(null))))
                .invoke(Duplicates::refuseIfAny)
                .replaceWithVoid();
    }

    private Uni<RefusedException> refusalToUpdate(ContactAccess access, Duplicates duplicates) {
        return staff.names(access.companyId(), duplicates.ownerIds())
                .map(names -> duplicates.ofUpdating(access, names));
    }

    private static Duplicates duplicates(Throwable failure) {
        return ((DuplicateContactException) failure).duplicates();
    }

    private Uni<Void> qualified(ContactAccess access, Contact contact, VenueQualification qualification) {
        var before = Snapshot.of(contact);
        qualify(access, contact, qualification);
        return contacts.store(contact).chain(() -> publish(before, contact, access));
    }

    private Uni<Void> deleted(ContactAccess access, Contact contact) {
        var changes = ContactChanges.between(
                Snapshot.of(contact),
                Snapshot.nothing(access.companyId()),
                access.caller().userId());
        return contacts.remove(contact).chain(() -> outbox.append(changes));
    }

    private Uni<Void> publish(Snapshot before, Contact contact, ContactAccess access) {
        var changes = ContactChanges.between(
                before, Snapshot.of(contact), access.caller().userId());
        if (!changes.isEmpty()) {
            contact.touch(clock.instant());
        }
        return outbox.append(changes);
    }

    private Uni<Contact> requireForUpdate(ContactAccess access, long id) {
        return contacts.findForUpdate(access.companyId(), id).map(found -> requireVisible(access, found, id));
    }

    private static Contact requireVisible(ContactAccess access, Optional<Contact> found, long id) {
        return found.filter(access::mayRead).orElseThrow(() -> new RefusedException(ContactError.NOT_FOUND, id));
    }

    /** Whoever creates a contact looks after it at his home venue, unless he says who else does. */
    private Uni<List<OwnerAtVenue>> ownersOfNew(Caller caller, FieldPatch<List<OwnerAtVenue>> given) {
        var creator = List.of(new OwnerAtVenue(caller.userId(), caller.homeVenueId()));
        return given.isGiven()
                ? knownOwners(caller.companyId(), given).map(owners -> owners.over(creator))
                : Uni.createFrom().item(creator);
    }

    /**
     * Asked before the transaction, because the copy of the staff is asked on a connection of its own.
     *
     * @return the given owners, at their home venues where no venue was given; fails if one is not of this company
     */
    private Uni<FieldPatch<List<OwnerAtVenue>>> knownOwners(long companyId, FieldPatch<List<OwnerAtVenue>> given) {
        var owners = given.over(List.of());
        if (owners.isEmpty()) {
            return Uni.createFrom().item(given);
        }
        var userIds = owners.stream().map(OwnerAtVenue::userId).distinct().toList();
        return staff.find(companyId, userIds)
                .map(members -> members.stream().collect(toMap(StaffMember::id, Function.identity())))
                .map(members -> FieldPatch.given(
                        owners.stream().map(owner -> known(owner, members)).toList()));
    }

    private static OwnerAtVenue known(OwnerAtVenue owner, Map<Long, StaffMember> members) {
        var member = members.get(owner.userId());
        if (member == null) {
            throw new InvalidFieldsException("contact_owners.user_id", "is invalid");
        }
        return owner.venueId() == null ? new OwnerAtVenue(member.id(), member.homeVenueId()) : owner;
    }

    private static void replaceOwners(ContactAccess access, Contact contact, FieldPatch<List<OwnerAtVenue>> given) {
        var now = contact.owners().stream().map(ContactOwner::atVenue).collect(toSet());
        if (given.isGiven() && !now.equals(Set.copyOf(given.over(List.of())))) {
            access.requireChangingOwners(contact);
            contact.replaceOwners(given.over(List.of()));
        }
    }

    /** The given list replaces those qualifications that the caller may change; those of other venues stay. */
    private static void replaceQualifications(
            ContactAccess access, Contact contact, FieldPatch<List<VenueQualification>> given) {
        if (!given.isGiven()) {
            return;
        }
        var wanted = given.over(List.of());
        var venues = wanted.stream().map(VenueQualification::venueId).collect(toSet());
        wanted.forEach(qualification -> qualify(access, contact, qualification));
        contact.qualifications().stream()
                .filter(qualification -> !venues.contains(qualification.venueId()))
                .filter(qualification -> access.mayQualify(contact, qualification.venueId()))
                .forEach(contact::removeQualification);
    }

    private static void qualify(ContactAccess access, Contact contact, VenueQualification qualification) {
        var now = contact.qualificationAt(qualification.venueId()).map(ContactQualification::status);
        if (now.isEmpty() || now.get() != qualification.status()) {
            access.requireQualifying(contact, qualification.venueId());
            contact.qualify(qualification);
        }
    }

    private static List<ContactView> views(ContactAccess access, List<Contact> contacts, boolean joinOwners) {
        return contacts.stream()
                .map(contact -> access.view(contact, joinOwners))
                .toList();
    }
}
