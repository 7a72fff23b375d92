package app.velvet.contacts.contact;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.image.Images;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Creates many contacts by the rules by which {@link ContactService} creates one. */
@ApplicationScoped
public class ImportedContacts {

    private final ContactService contacts;
    private final DuplicateContacts duplicates;
    private final OwnersOfContacts owners;
    private final Images images;

    ImportedContacts(ContactService contacts, DuplicateContacts duplicates, OwnersOfContacts owners, Images images) {
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.owners = owners;
        this.images = images;
    }

    /**
     * A contact to be created.
     *
     * @param avatar as {@link #storeAvatar} stored it
     */
    public record Newcomer(ImportedContact contact, FieldPatch<String> avatar) {

        PrivateDetails privateDetails() {
            return contact.privateDetails();
        }
    }

    /** Whether a contact of the company has the email or the phone already. */
    @WithSession
    public Uni<Boolean> isKnown(long companyId, ImportedContact contact) {
        return duplicates
                .findKnown(companyId, List.of(contact.privateDetails()))
                .map(known -> !known.isEmpty());
    }

    /**
     * Stores the avatar, to be called before the transaction; an image that is none is left out. Fails with {@link
     * ApiError#UNAVAILABLE} if images cannot be stored now.
     *
     * @return what {@link #add} wants
     */
    public Uni<FieldPatch<String>> storeAvatar(long companyId, ImportedContact contact) {
        return images.store(contact.patch().avatar(), Avatars.PLACE, companyId)
                .onFailure(InvalidFieldsException.class)
                .recoverWithItem(FieldPatch.absent());
    }

    /**
     * In the current transaction.
     *
     * @param creator looks after them from then on, at his home venue
     * @return of each of them, what is to be published at the end of the transaction: nothing of one whose email or phone
     *     another contact has, be it one of these
     */
    public Uni<List<List<ChangeEvent>>> add(Caller creator, List<Newcomer> newcomers) {
        return duplicates
                .findKnown(
                        creator.companyId(),
                        newcomers.stream().map(Newcomer::privateDetails).toList())
                .chain(known -> Multi.createFrom()
                        .range(0, newcomers.size())
                        .onItem()
                        .transformToUniAndConcatenate(place -> known.contains(place)
                                ? Uni.createFrom().item(List.<ChangeEvent>of())
                                : add(creator, newcomers.get(place)))
                        .collect()
                        .asList());
    }

    private Uni<List<ChangeEvent>> add(Caller creator, Newcomer newcomer) {
        var patch = newcomer.contact().patch();
        return owners.ofNew(creator, patch.owners())
                .chain(itsOwners -> contacts.add(new ContactAccess(creator), patch, itsOwners, newcomer.avatar()))
                .map(added -> ContactChanges.between(
                        Snapshot.nothing(creator.companyId()), Snapshot.of(added), creator.userId()));
    }

    /** Runs a transaction with {@link #add} in it, again if meanwhile somebody else claims an email or a phone. */
    public <T> Uni<T> unlessOvertaken(Supplier<Uni<? extends T>> transaction) {
        return duplicates.unlessOvertaken(transaction);
    }
}
