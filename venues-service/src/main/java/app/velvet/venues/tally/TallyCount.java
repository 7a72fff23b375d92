package app.velvet.venues.tally;

import app.velvet.api.parameters.Fields;

/** How many guests a tally is to say. */
record TallyCount(Integer actualCount) {

    /** More than any house holds. */
    static final int MOST = 1_000_000;

    static TallyCount read(Fields fields) {
        var actualCount = fields.integer("actual_count", 0, MOST);
        if (!fields.isFilled("actual_count")) {
            fields.reject("actual_count", "can't be blank");
        }
        return new TallyCount(actualCount);
    }
}
