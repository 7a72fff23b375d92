package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** What a venue thinks of having a contact as its guest. */
enum QualificationStatus implements WireName {
    QUALIFIED("qualified"),
    UNQUALIFIED("unqualified"),
    DISQUALIFIED("disqualified");

    @EnumeratedValue
    private final String wireName;

    QualificationStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
