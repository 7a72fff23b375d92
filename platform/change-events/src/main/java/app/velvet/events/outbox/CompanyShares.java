package app.velvet.events.outbox;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** Lets each company hold at most a quarter of the connections, so that none can shut the others out. */
@ApplicationScoped
class CompanyShares {

    /** Behind each place at work as many may wait; the rest is told to come later. */
    private static final int WAITING_PER_PLACE = 50;

    private final LoadingCache<Long, Guard> guards;

    CompanyShares(@ConfigProperty(name = "quarkus.datasource.reactive.max-size", defaultValue = "20") int connections) {
        int places = Math.max(1, connections / 4);
        // No transaction lasts so long that work is still within a guard that is forgotten.
        this.guards =
                Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build(companyId -> guard(places));
    }

    private static Guard guard(int places) {
        return Guard.create()
                .withBulkhead()
                .limit(places)
                .queueSize(places * WAITING_PER_PLACE)
                .done()
                .build();
    }

    /** @return fails with {@link ApiError#UNAVAILABLE} if too much of the company is waiting already */
    <T> Uni<T> within(long companyId, Supplier<Uni<T>> work) {
        return guards.get(companyId)
                .get(work, new TypeLiteral<Uni<T>>() {})
                .onFailure(BulkheadException.class)
                .transform(full -> new RefusedException(ApiError.UNAVAILABLE));
    }
}
