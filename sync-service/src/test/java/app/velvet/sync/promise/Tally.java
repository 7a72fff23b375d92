package app.velvet.sync.promise;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened. Thread-safe. */
final class Tally {

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    void count(String what) {
        add(what, 1);
    }

    void add(String what, long times) {
        counts.computeIfAbsent(what, anew -> new LongAdder()).add(times);
    }

    /** For what is counted elsewhere, from time to time anew. */
    void seen(String what, long times) {
        var count = counts.computeIfAbsent(what, anew -> new LongAdder());
        count.add(Math.max(0, times - count.sum()));
    }

    void judged(Company.Judgement judgement) {
        count(judgement.looked() == 0 ? "copies not judged" : "copies judged");
        add("entities judged", judgement.looked());
        add("contact info judged: in full", judgement.contactInfoInFull());
        add("contact info judged: masked", judgement.contactInfoMasked());
    }

    long of(String what) {
        var count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
