package app.velvet.contacts.contact;

import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.contacts.command.CarriedOutCommands;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.derived.DerivedChanges;
import app.velvet.contacts.derived.Origin;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What a booking made in another service does to contacts. */
@ApplicationScoped
class BookedGuests {

    private final ContactService contacts;
    private final ContactRepository repository;
    private final DuplicateContacts duplicates;
    private final OwnersOfContacts owners;
    private final CarriedOutCommands commands;
    private final DerivedChanges derived;

    BookedGuests(
            ContactService contacts,
            ContactRepository repository,
            DuplicateContacts duplicates,
            OwnersOfContacts owners,
            CarriedOutCommands commands,
            DerivedChanges derived) {
        this.contacts = contacts;
        this.repository = repository;
        this.duplicates = duplicates;
        this.owners = owners;
        this.commands = commands;
        this.derived = derived;
    }

    /**
     * The contact that has the email or the phone already, unchanged and whether the caller may see it or not; else a new
     * one. Fails with {@link app.velvet.api.error.ApiError#NOT_PERMITTED} where that would have to be made and the caller
     * may make none.
     */
    Uni<BookedGuest> take(ContactAccess access, ContactPatch patch) {
        return owners.ofNew(access.caller(), patch.owners())
                .chain(known -> duplicates.unlessOvertaken(() -> take(access, patch, known)));
    }

    @WithTransaction
    Uni<BookedGuest> take(ContactAccess access, ContactPatch patch, List<OwnerAtVenue> itsOwners) {
        return commands.once(
                        access.companyId(),
                        () -> created(access, patch, itsOwners)
                                .map(contact -> Optional.of(contact.id()))
                                .onFailure(DuplicateContactException.class)
                                .recoverWithItem(Optional.<Long>empty()))
                .chain(created ->
                        created.isPresent() ? created(access, created.get()) : known(access, patch, itsOwners));
    }

    /** Emits when it is so; a contact that is gone is thought nothing of. */
    Uni<Void> qualify(BookedQualification qualification) {
        return qualifyOnce(qualification)
                .chain(() -> derived.begin(
                        new Origin(qualification.companyId(), ContactChanges.CONTACT, qualification.contactId())));
    }

    @WithTransaction
    Uni<Optional<Long>> qualifyOnce(BookedQualification qualification) {
        return commands.once(
                qualification.companyId(),
                () -> repository
                        .findForUpdate(qualification.companyId(), qualification.contactId())
                        .chain(found ->
                                found.isEmpty() ? Uni.createFrom().voidItem() : qualified(found.get(), qualification))
                        .replaceWith(Optional.empty()));
    }

    private Uni<Contact> created(ContactAccess access, ContactPatch patch, List<OwnerAtVenue> itsOwners) {
        return duplicates
                .requireNone(access.companyId(), PrivateDetails.NONE, wanted(patch))
                .invoke(access::requireCreating)
                .chain(() -> contacts.created(access, patch, itsOwners, FieldPatch.absent()));
    }

    private Uni<BookedGuest> created(ContactAccess access, long id) {
        return repository
                .find(access.companyId(), id)
                .map(found -> found.orElseThrow(() -> new RefusedException(ContactError.NOT_FOUND, id)))
                .map(contact -> BookedGuest.of(contact, true));
    }

    /** Where email and phone hit two contacts, it is the email's; one that has gone since is made again. */
    private Uni<BookedGuest> known(ContactAccess access, ContactPatch patch, List<OwnerAtVenue> itsOwners) {
        var wanted = wanted(patch);
        return repository
                .findByEmail(access.companyId(), wanted.email())
                .chain(byEmail -> byEmail.isPresent()
                        ? Uni.createFrom().item(byEmail)
                        : repository.findByPhone(access.companyId(), wanted.phone()))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(BookedGuest.of(found.get(), false))
                        : created(access, patch, itsOwners).map(contact -> BookedGuest.of(contact, true)));
    }

    private Uni<Void> qualified(Contact contact, BookedQualification qualification) {
        var before = Snapshot.of(contact);
        contact.qualify(qualification.atVenue());
        return contacts.stored(before, contact, qualification.userId()).replaceWithVoid();
    }

    private static PrivateDetails wanted(ContactPatch patch) {
        return patch.privateDetails().apply(PrivateDetails.NONE);
    }
}
