package app.velvet.contacts.contact;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Scopes;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;

/** What one caller may see of contacts and do with them. */
final class ContactAccess {

    private final Caller caller;
    private final Scopes reading;
    private final Scopes readingInFull;
    private final Scopes readingQualifications;

    ContactAccess(Caller caller) {
        this.caller = caller;
        reading = caller.scopes(Subject.CONTACT, Permissions.READ);
        readingInFull = caller.scopes(Subject.CONTACT, Permissions.VIEW_FULL);
        readingQualifications = caller.scopes(Subject.CONTACT_QUALIFICATION, Permissions.READ);
    }

    Caller caller() {
        return caller;
    }

    long companyId() {
        return caller.companyId();
    }

    /** The contacts that he may read. */
    Scopes reading() {
        return reading;
    }

    /** Those of them whose {@link PrivateDetails} he may know. */
    Scopes readingInFull() {
        return readingInFull;
    }

    boolean mayRead(Contact contact) {
        return reading.reach(contact.audience(), caller.userId());
    }

    /** Knowing private details of a contact takes being allowed to read it at all. */
    boolean mayReadInFull(Contact contact) {
        return mayRead(contact) && readingInFull.reach(contact.audience(), caller.userId());
    }

    boolean mayQualify(Contact contact, long venueId) {
        return caller.scopes(Subject.CONTACT_QUALIFICATION, Permissions.UPDATE)
                .reach(ContactQualification.audience(contact, venueId), caller.userId());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no contact that he could read */
    void requireReading() {
        require(!reading.isEmpty());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireCreating() {
        require(caller.promoter()
                || !caller.scopes(Subject.CONTACT, Permissions.MANAGE).isEmpty());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChanging(Contact contact) {
        require(caller.scopes(Subject.CONTACT, Permissions.MANAGE).reach(contact.audience(), caller.userId()));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChangingOwners(Contact contact) {
        require(caller.scopes(Subject.CONTACT_OWNER, Permissions.MANAGE).reach(contact.audience(), caller.userId()));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireQualifying(Contact contact, long venueId) {
        require(mayQualify(contact, venueId));
    }

    /** The contact as he sees it. */
    ContactView view(Contact contact, boolean joinOwners) {
        return ContactView.of(
                contact,
                mayReadInFull(contact) ? contact.privateDetails() : PrivateDetails.NONE,
                contact.qualifications().stream()
                        .filter(qualification -> mayReadQualification(contact, qualification))
                        .toList(),
                joinOwners
                        ? contact.owners().stream().map(ContactView.Owner::of).toList()
                        : null);
    }

    private boolean mayReadQualification(Contact contact, ContactQualification qualification) {
        return readingQualifications.reach(
                ContactQualification.audience(contact, qualification.venueId()), caller.userId());
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
