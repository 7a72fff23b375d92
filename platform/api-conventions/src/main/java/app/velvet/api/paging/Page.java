package app.velvet.api.paging;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One page of a list.
 *
 * @param total how many elements all pages have together
 */
public record Page<T>(List<T> elements, long total, Next next) {

    /** A page of a list that is not in id order: the next page is found by its number. */
    public Page(List<T> elements, long total) {
        this(elements, total, new Next.ByNumber());
    }

    /**
     * A page of a list in id order: the next one begins after its last element, whatever comes and goes before it, and
     * however many that is.
     *
     * @param elements those of the page and, if there are more, one more
     */
    public static <T> Page<T> inIdOrder(List<T> elements, long total, Paging paging, ToLongFunction<T> id) {
        if (elements.size() <= paging.limit()) {
            return new Page<>(elements, total, new Next.None());
        }
        var own = elements.subList(0, paging.limit());
        return new Page<>(own, total, new Next.After(id.applyAsLong(own.get(own.size() - 1))));
    }

    /** What follows a page. */
    public sealed interface Next {

        /** The page with the next number, if there are so many. */
        record ByNumber() implements Next {}

        /** What comes after the element with this id. */
        record After(long id) implements Next {}

        /** Nothing. */
        record None() implements Next {}
    }
}
