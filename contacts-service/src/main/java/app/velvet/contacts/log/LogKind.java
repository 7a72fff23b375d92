package app.velvet.contacts.log;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** By what means somebody spoke with a contact. */
public enum LogKind implements WireName {
    CALL("call"),
    TEXT("text"),
    EMAIL("email"),
    SOCIAL("social"),
    MEET("meet");

    @EnumeratedValue
    private final String wireName;

    LogKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
