package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** How a contact is built. */
enum BodyType implements WireName {
    SKINNY("Skinny"),
    ATHLETIC("Athletic"),
    CURVY("Curvy"),
    MUSCULAR("Muscular"),
    AVERAGE("Average");

    @EnumeratedValue
    private final String wireName;

    BodyType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
