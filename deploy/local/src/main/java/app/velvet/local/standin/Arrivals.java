package app.velvet.local.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The newest things that arrived, for as long as this process lives. Thread-safe. */
final class Arrivals {

    static final int KEPT = 500;

    private final Deque<Arrival> kept = new ArrayDeque<>();
    private final Set<Consumer<Arrival>> listeners = new LinkedHashSet<>();
    /** Higher than those of an earlier process, whose pages go on with this one. */
    private long lastId = System.currentTimeMillis();

    synchronized void add(Arrival arrival) {
        Arrival numbered = arrival.withId(++lastId);
        kept.addLast(numbered);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(numbered));
    }

    /**
     * Tells a listener of each kept arrival after {@code id} and then of each new one, in order and none twice, until it is
     * removed. It is called under a lock and must not wait.
     */
    synchronized void listen(long id, Consumer<Arrival> listener) {
        kept.stream().filter(arrival -> arrival.id() > id).forEach(listener);
        listeners.add(listener);
    }

    synchronized void remove(Consumer<Arrival> listener) {
        listeners.remove(listener);
    }

    /** Oldest first. */
    synchronized List<Arrival> all() {
        return List.copyOf(kept);
    }
}
