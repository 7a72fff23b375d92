package app.velvet.api.paging;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many elements all pages have together
 */
public record Page<T>(List<T> elements, long total) {}
