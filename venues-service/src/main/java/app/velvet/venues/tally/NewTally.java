package app.velvet.venues.tally;

import app.velvet.api.parameters.Fields;

/** A tally that is to be. */
record NewTally(TallyKey key, int actualCount) {

    static NewTally read(Fields fields) {
        var key = TallyKey.read(fields);
        var actualCount = fields.integer("actual_count", 0, TallyCount.MOST);
        return new NewTally(key, actualCount == null ? 0 : actualCount);
    }
}
