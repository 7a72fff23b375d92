package app.velvet.events.relay;

import app.velvet.events.Envelope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes to be published together, those of one company in sequence.
 *
 * @param epoch all of them are of it
 * @param readAtNanos when they were read, by {@link System#nanoTime}
 */
record Batch(String epoch, List<Row> rows, long readAtNanos) {

    /** @param ageMillis how long ago it was committed when it was read, by the database's clock */
    record Row(Envelope change, long ageMillis) {}

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The last sequence of each company, by company. */
    Map<Long, Long> lastSequences() {
        var last = new TreeMap<Long, Long>();
        rows.forEach(row -> last.put(row.change().companyId(), row.change().sequence()));
        return last;
    }

    /** The company after which the next batch begins, so that all get their turn. */
    long lastCompany() {
        return rows.isEmpty()
                ? Long.MIN_VALUE
                : rows.get(rows.size() - 1).change().companyId();
    }

    List<Row> ofCompany(long companyId) {
        return rows.stream()
                .filter(row -> row.change().companyId() == companyId)
                .toList();
    }
}
