package app.velvet.sync.pull;

import app.velvet.api.parameters.Fields;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a pull is to be answered.
 *
 * @param limit the most elements that the answer may have; empty for all there are
 * @param patience how long to wait for a change if there is none; zero for not at all
 */
record Manner(OptionalInt limit, Duration patience) {

    private static final int LARGEST_PAGE = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 55;

    static Manner read(Fields fields) {
        var limit = fields.integer("limit", 1, LARGEST_PAGE);
        var seconds = fields.integer("wait", 0, LONGEST_WAIT_SECONDS);
        return new Manner(
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds));
    }
}
