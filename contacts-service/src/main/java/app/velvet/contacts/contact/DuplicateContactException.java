package app.velvet.contacts.contact;

/**
 * Another contact of the company has the email or the phone already: ends the transaction, before the refusal is worded
 * with what the caller may know.
 */
final class DuplicateContactException extends RuntimeException {

    private final transient Duplicates duplicates;

    DuplicateContactException(Duplicates duplicates) {
        super("Another contact has the email or the phone", null, false, false);
        this.duplicates = duplicates;
    }

    Duplicates duplicates() {
        return duplicates;
    }
}
