package app.velvet.venues.contact;

import app.velvet.api.parameters.WireName;

/** What a venue can think of a guest. */
public enum QualificationStatus implements WireName {
    QUALIFIED("qualified"),
    UNQUALIFIED("unqualified"),
    DISQUALIFIED("disqualified");

    private final String wireName;

    QualificationStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
