package app.velvet.sync.pull;

import app.velvet.api.parameters.Fields;
import java.util.OptionalInt;

/**
 * How a pull is to be answered.
 *
 * @param limit the most elements that the answer may have; empty for all there are
 */
record Manner(OptionalInt limit) {

    private static final int LARGEST_PAGE = 1_000;

    static Manner read(Fields fields) {
        var limit = fields.integer("limit", 1, LARGEST_PAGE);
        return new Manner(limit == null ? OptionalInt.empty() : OptionalInt.of(limit));
    }
}
