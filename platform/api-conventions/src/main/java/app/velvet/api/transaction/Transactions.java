package app.velvet.api.transaction;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a use case's transaction begins and ends. One that lost against another (a deadlock, or both claimed the same
 * email) is done again from the start: it then sees what the other has done, and refuses with the right message.
 */
@ApplicationScoped
public class Transactions {

    /** <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">Error codes</a> of PostgreSQL. */
    private static final Set<String> LOST = Set.of("40P01", "23505");

    private static final int MOST_REPETITIONS = 2;

    /** @param work done in a new transaction, which is rolled back if it fails; must have no other effect than on it */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .onFailure(Transactions::lostAgainstAnother)
                .retry()
                .atMost(MOST_REPETITIONS);
    }

    private static boolean lostAgainstAnother(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && LOST.contains(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
