package app.velvet.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A promoter's phone that holds tables and lets them go again, some a second, until it is closed. What gets no answer it asks
 * again before it goes on, and so it knows of every hold and every release that it happened, and once.
 */
final class TableHolder implements AutoCloseable {

    private static final int MOST_HELD = 4;
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;

    private final VelvetClient promoter;
    private final Queue<FloorTable> free;
    private final Queue<FloorTable> held = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Repetition repetition;

    /** @param tables that nobody holds */
    TableHolder(VelvetClient promoter, List<FloorTable> tables) {
        this.promoter = promoter;
        this.free = new ArrayDeque<>(tables);
        this.repetition = new Repetition(PAUSE, List.of(this::turn));
    }

    /** Returns whether it was answered. */
    private synchronized boolean turn() {
        return held.size() < MOST_HELD ? hold(free.element()) : release(held.element());
    }

    private boolean hold(FloorTable table) {
        var answered = call("reserve_table", table).ok();
        if (answered) {
            held.add(free.remove());
            told.add("Table held: put a hold on " + table.description());
        }
        return answered;
    }

    private boolean release(FloorTable table) {
        var answer = call("unreserve_table", table);
        // it is not held any more: an earlier try that got no answer has released it
        var answered = answer.ok() || answer.status() == CONFLICT;
        if (answered) {
            free.add(held.remove());
            told.add("Table released: released " + table.description());
        }
        return answered;
    }

    private VelvetClient.Answer call(String action, FloorTable table) {
        return promoter.call("POST", "/api/v1/promoters/" + action, Map.of("reservation_table_id", table.id()));
    }

    /** Ends with what was asked for last, and is answered. */
    @Override
    public void close() {
        repetition.close();
        await().atMost(PATIENCE).until(this::turn);
    }

    void releaseAll() {
        await().atMost(PATIENCE).until(() -> held.isEmpty() || release(held.element()) && held.isEmpty());
    }

    /** Returns how many tables it holds in each section where it holds any. */
    synchronized Map<Long, Integer> held() {
        var bySection = new HashMap<Long, Integer>();
        held.forEach(table -> bySection.merge(table.sectionId(), 1, Integer::sum));
        return bySection;
    }

    /** Returns what hosts are to be told, in order, without who it was: {@code "<title>: <message>"}. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }
}
