package app.velvet.contacts.tag;

import app.velvet.api.error.Refusal;

/** The ways in which a request about tags or their categories can be refused. */
enum TagError implements Refusal {
    /** Load the tags again: it has been removed. */
    TAG_NOT_FOUND(404, "Tag %d was not found"),
    /** Load the tags again: it has been removed. */
    CATEGORY_NOT_FOUND(404, "Tag category %d was not found"),
    /** Remove or move what is in it first. */
    CATEGORY_NOT_EMPTY(403, "This tag category can not be deleted");

    private final int status;
    private final String message;

    TagError(int status, String message) {
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
