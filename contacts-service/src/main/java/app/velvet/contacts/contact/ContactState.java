package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** What a contact is to the company. */
public enum ContactState implements WireName {
    CUSTOMER("customer"),
    PARTNER("partner"),
    BOTH("both");

    @EnumeratedValue
    private final String wireName;

    ContactState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
