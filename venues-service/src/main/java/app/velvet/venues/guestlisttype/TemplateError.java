package app.velvet.venues.guestlisttype;

import app.velvet.api.error.Refusal;

/** The ways in which a request about guestlist templates can be refused. */
enum TemplateError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    TEMPLATE_NOT_FOUND(404, "Guestlist template %d was not found"),
    /** Keep it: events use it. */
    TEMPLATE_IN_USE(403, "This guestlist template can not be deleted");

    private final int status;
    private final String message;

    TemplateError(int status, String message) {
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
