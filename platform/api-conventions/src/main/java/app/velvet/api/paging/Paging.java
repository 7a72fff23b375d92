package app.velvet.api.paging;

import app.velvet.api.parameters.Fields;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param page counts from 1; may lie past the end, where a page is empty
 * @param after the id that the page begins after, where a client follows a link to the next page of a list in id order; null
 *     where it begins after as many elements as the pages before it have
 */
public record Paging(int page, int perPage, Long after) {

    private static final int DEFAULT_PER_PAGE = 10;
    private static final int MOST_PER_PAGE = 200;

    /** The first page where none is asked for; {@code per_page} elements, 10 where nothing is said, 200 at most. */
    public static Paging of(Fields fields) {
        var page = fields.integer("page", 1, Integer.MAX_VALUE);
        var perPage = fields.integer("per_page", 1, Integer.MAX_VALUE);
        return new Paging(
                page == null ? 1 : page, perPage == null ? DEFAULT_PER_PAGE : Math.min(perPage, MOST_PER_PAGE), null);
    }

    /** A page of 200, or empty where none is asked for: then the answer is everything, see {@link StreamedList}. */
    public static Optional<Paging> ofFixedSize(Fields fields) {
        var after = fields.id(PageLinks.AFTER);
        return Optional.ofNullable(fields.integer(PageLinks.PAGE, 1, Integer.MAX_VALUE))
                .map(page -> new Paging(page, MOST_PER_PAGE, after));
    }

    /** How many elements to leave out before this page, after {@link #after}. */
    public long offset() {
        return after == null ? (page - 1L) * perPage : 0;
    }

    /** How many elements this page has at most. */
    public int limit() {
        return perPage;
    }

    /** The number of the last page of {@code total} elements; 1 where there are none. */
    int lastPage(long total) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (total + perPage - 1) / perPage));
    }
}
