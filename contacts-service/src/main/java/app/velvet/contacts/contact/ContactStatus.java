package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** How loyal a guest a contact is. */
enum ContactStatus implements WireName {
    NO_LEVEL("no_level"),
    SILVER("silver"),
    GOLD("gold"),
    PLATINUM("platinum"),
    BLACK("black");

    @EnumeratedValue
    private final String wireName;

    ContactStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
