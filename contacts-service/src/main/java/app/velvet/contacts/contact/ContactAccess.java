package app.velvet.contacts.contact;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;

/** What one caller may see of contacts and do with them. */
final class ContactAccess {

    private final Caller caller;
    private final Scopes reading;
    private final Scopes readingInFull;
    private final Scopes readingQualifications;

    ContactAccess(Caller caller) {
        this.caller = caller;
        reading = caller.reach(Right.READ_CONTACTS);
        readingInFull = caller.reach(Right.READ_CONTACTS_IN_FULL);
        readingQualifications = caller.reach(Right.READ_QUALIFICATIONS);
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

    /** The qualifications that he may read, of the contacts that he may read. */
    Scopes readingQualifications() {
        return readingQualifications;
    }

    boolean mayRead(Contact contact) {
        return reading.reach(contact.audience(), caller.userId());
    }

    /** Knowing private details of a contact takes being allowed to read it at all. */
    boolean mayReadInFull(Contact contact) {
        return mayRead(contact) && readingInFull.reach(contact.audience(), caller.userId());
    }

    boolean mayQualify(Contact contact, long venueId) {
        return caller.may(Right.CHANGE_QUALIFICATIONS, ContactQualification.audience(contact, venueId));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no contact that he could read */
    void requireReading() {
        caller.require(Right.READ_CONTACTS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireCreating() {
        caller.require(Right.CREATE_CONTACTS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChanging(Contact contact) {
        caller.require(Right.CHANGE_CONTACTS, contact.audience());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChangingOwners(Contact contact) {
        caller.require(Right.CHANGE_CONTACT_OWNERS, contact.audience());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireQualifying(Contact contact, long venueId) {
        caller.require(Right.CHANGE_QUALIFICATIONS, ContactQualification.audience(contact, venueId));
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
}
