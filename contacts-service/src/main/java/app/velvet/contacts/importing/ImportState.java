package app.velvet.contacts.importing;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** How far an import is. */
enum ImportState implements WireName {
    /** Nobody has begun it yet. */
    PENDING("pending"),
    RUNNING("running"),
    /** Each card of the file has been dealt with. */
    FINISHED("finished"),
    /** It ended before that. */
    FAILED("failed");

    @EnumeratedValue
    private final String wireName;

    ImportState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
