package app.velvet.contacts.filter;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What users can do with their filter patterns. */
@ApplicationScoped
public class FilterService {

    static final int MOST_PATTERNS = 100;

    private final FilterPatternRepository patterns;
    private final Idempotency idempotency;

    FilterService(FilterPatternRepository patterns, Idempotency idempotency) {
        this.patterns = patterns;
        this.idempotency = idempotency;
    }

    /**
     * What a pattern of the user's filters by: what has to hold all at once.
     *
     * @return fails with {@link FilterError#NOT_FOUND} if he has no such pattern
     */
    @WithSession
    public Uni<List<Filter>> filters(Caller user, long id) {
        return patterns.require(id, user).map(pattern -> pattern.filters().normalised());
    }

    /** The next {@code limit} patterns in id order. */
    @WithSession
    Uni<List<FilterPatternView>> after(long id, int limit, Caller user) {
        return patterns.after(id, limit, user)
                .map(found -> found.stream().map(FilterPatternView::of).toList());
    }

    @WithTransaction
    Uni<FilterPatternView> create(Caller user, NewFilterPattern pattern) {
        return idempotency.once(user, () -> created(user, pattern), FilterPatternView.class);
    }

    @WithTransaction
    Uni<FilterPatternView> update(Caller user, long id, FilterPatternPatch patch) {
        return patterns.requireForUpdate(id, user)
                .invoke(pattern -> pattern.apply(patch))
                .map(FilterPatternView::of);
    }

    @WithTransaction
    Uni<Void> delete(Caller user, long id) {
        return patterns.requireForUpdate(id, user).chain(patterns::remove);
    }

    /** Of many at once some more can come in: the limit is there against growth without end. */
    private Uni<FilterPatternView> created(Caller user, NewFilterPattern pattern) {
        return patterns.count(user)
                .invoke(count -> {
                    if (count >= MOST_PATTERNS) {
                        throw new RefusedException(FilterError.TOO_MANY);
                    }
                })
                .chain(() -> patterns.add(new FilterPattern(user.companyId(), user.userId(), pattern)))
                .map(FilterPatternView::of);
    }
}
