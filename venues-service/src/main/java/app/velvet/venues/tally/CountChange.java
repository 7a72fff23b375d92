package app.velvet.venues.tally;

import app.velvet.api.parameters.Fields;

/**
 * Guests who have come, or gone.
 *
 * @param difference how many more there are; negative if there are fewer
 */
record CountChange(TallyKey key, Integer difference) {

    private static final String DIFFERENCE = "actual_count_difference";

    static CountChange read(Fields fields) {
        var key = fields.requiredTree("tally", TallyKey::read);
        var difference = fields.integer(DIFFERENCE, -TallyCount.MOST, TallyCount.MOST);
        if (!fields.isFilled(DIFFERENCE)) {
            fields.reject(DIFFERENCE, "can't be blank");
        }
        return new CountChange(key, difference);
    }
}
