package app.velvet.contacts.contact;

import app.velvet.api.error.Refusal;

/** The ways in which a request about contacts can be refused. */
enum ContactError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Contact %d was not found"),
    /** The contact is expected somewhere: cancel or close out its reservations and guestlists first. */
    EXPECTED(403, "This contact can not be deleted"),
    /** Use the contact that has the email or the phone already: it is in the body, if the caller may see it. */
    DUPLICATE(409, "%s");

    private final int status;
    private final String message;

    ContactError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
