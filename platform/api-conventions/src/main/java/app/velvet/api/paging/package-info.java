/**
 * Lists: a page of one ({@link app.velvet.api.paging.PagedAnswer}), or all of it ({@link
 * app.velvet.api.paging.StreamedList}), as {@link app.velvet.api.paging.Paging} reads from the parameters.
 *
 * <pre>{@code
 * return parameters.read(Paging::ofFixedSize)
 *         .map(paging -> paged.streamed(contacts.page(criteria, paging), paging))
 *         .orElseGet(() -> streamed.of(after -> contacts.after(after, criteria), ContactView::id));
 * }</pre>
 */
package app.velvet.api.paging;
