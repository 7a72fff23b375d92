package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** The colour of a contact's eyes. */
enum EyeColor implements WireName {
    BROWN("Brown"),
    GREEN("Green"),
    BLUE("Blue"),
    HAZEL("Hazel");

    @EnumeratedValue
    private final String wireName;

    EyeColor(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
