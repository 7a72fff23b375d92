package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** How tall a contact is. */
enum Height implements WireName {
    SHORT("Short"),
    AVERAGE("Average"),
    TALL("Tall");

    @EnumeratedValue
    private final String wireName;

    Height(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
