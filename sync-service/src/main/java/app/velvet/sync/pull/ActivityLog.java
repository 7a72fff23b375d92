package app.velvet.sync.pull;

import app.velvet.sync.pull.Element.Position;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The elements of one answer, read chunk by chunk as the client takes them, each by a short statement of its own. For one
 * subscriber.
 */
final class ActivityLog {

    /** Reads the next elements after a place, at most as many as asked for. */
    @FunctionalInterface
    interface Source {

        Uni<Chunk> elements(Position after, int limit);
    }

    private final Source source;
    private final int chunk;
    private List<Element> first = List.of();
    private Position last;
    /** How many more elements this answer may have. */
    private long room;

    private boolean over;
    private boolean more;

    /** @param limit the most elements; empty for all there are */
    ActivityLog(Source source, Position begin, int chunk, OptionalInt limit) {
        this.source = source;
        this.last = begin;
        this.chunk = chunk;
        this.room = limit.isPresent() ? limit.getAsInt() : Long.MAX_VALUE - 1;
    }

    /** One without elements, of which nothing has to be read. */
    static ActivityLog empty(Position begin) {
        var log = new ActivityLog((after, limit) -> Uni.createFrom().item(Chunk.NONE), begin, 1, OptionalInt.empty());
        log.over = true;
        return log;
    }

    /** Reads the first elements. */
    Uni<ActivityLog> begin() {
        return next().map(elements -> {
            first = elements;
            return this;
        });
    }

    /** How many elements of the first are not taken yet. */
    int firstSize() {
        return first.size();
    }

    /** The first elements, which are not kept any longer: the rest of the answer may take its time. */
    List<Element> takeFirst() {
        var taken = first;
        first = List.of();
        return taken;
    }

    private Uni<List<Element>> next() {
        // One more than there is room for tells whether there is more.
        var wanted = (int) Math.min(chunk, room + 1);
        return source.elements(last, wanted).map(this::take);
    }

    private List<Element> take(Chunk chunk) {
        var elements = chunk.elements();
        more = elements.size() > room;
        over = more || chunk.isLast();
        var taken = more ? elements.subList(0, (int) room) : elements;
        room -= taken.size();
        if (!taken.isEmpty()) {
            last = taken.get(taken.size() - 1).position();
        }
        return taken;
    }

    /**
     * What comes after the first.
     *
     * @param mayGoOn asked before each chunk; if not, the answer ends there and there is more
     */
    Multi<List<Element>> rest(Supplier<Uni<Boolean>> mayGoOn) {
        return Multi.createBy()
                .repeating()
                .uni(() -> mayGoOn.get().chain(goesOn -> goesOn ? next() : breakOff()))
                .whilst(elements -> !over);
    }

    private Uni<List<Element>> breakOff() {
        over = true;
        more = true;
        return Uni.createFrom().item(List.of());
    }

    /** Whether nothing of this answer is left to be read. */
    boolean isOver() {
        return over;
    }

    /** Whether, it being over, something remains for the next one. */
    boolean hasMore() {
        return more;
    }

    /** The place of the last element that was read, or where it began. */
    Position last() {
        return last;
    }
}
