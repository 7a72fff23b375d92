package app.velvet.events.outbox;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

@ApplicationScoped
class ThingService {

    private final AtomicInteger attempts = new AtomicInteger();
    private final Outbox outbox;

    ThingService(Outbox outbox) {
        this.outbox = outbox;
    }

    @WithTransaction
    Uni<Void> create(long companyId, long id, Object data) {
        return Panache.getSession()
                .chain(session -> session.persist(new Thing(companyId, id)))
                .chain(() -> outbox.append(changed(companyId, id, Action.CREATE, data)));
    }

    @WithTransaction
    Uni<Void> createAndFail(long companyId, long id) {
        return create(companyId, id, Map.of())
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back")));
    }

    /** Raises two things in the given order, going on with the second when told. */
    @WithTransaction
    Uni<Void> raise(long companyId, long firstId, long secondId, Supplier<Uni<Void>> goOn) {
        attempts.incrementAndGet();
        return raise(firstId)
                .chain(goOn::get)
                .chain(() -> raise(secondId))
                .chain(() -> outbox.append(changed(companyId, secondId, Action.UPDATE, Map.of())));
    }

    /** How often {@link #raise} has begun so far. */
    int attempts() {
        return attempts.get();
    }

    private static Uni<Integer> raise(long id) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("update Thing set version = version + 1 where id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
    }

    private static ChangeEvent changed(long companyId, long id, Action action, Object data) {
        return new ChangeEvent(companyId, "Thing", id, action, data, Set.of(Audience.company()), null);
    }
}
