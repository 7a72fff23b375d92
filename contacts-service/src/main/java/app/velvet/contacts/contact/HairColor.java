package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** The colour of a contact's hair. */
enum HairColor implements WireName {
    BLACK("Black"),
    BRUNETTE("Brunette"),
    BLONDE("Blonde"),
    RED("Red");

    @EnumeratedValue
    private final String wireName;

    HairColor(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
