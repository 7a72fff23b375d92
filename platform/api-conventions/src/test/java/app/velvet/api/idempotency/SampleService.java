package app.velvet.api.idempotency;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@ApplicationScoped
public class SampleService {

    /** Who holds this lock decides when work goes on. */
    static final long GATE = 4711;

    /** How often that was begun which is counted before its transaction. */
    static final AtomicInteger COUNTED = new AtomicInteger();

    private final Idempotency idempotency;

    SampleService(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @WithTransaction
    public Uni<SampleView> create(Caller caller, String name) {
        return idempotency.once(caller, () -> insert(caller, name), SampleView.class);
    }

    public Uni<SampleView> createCounted(Caller caller, String name) {
        return idempotency.unlessAnswered(
                caller,
                () -> {
                    COUNTED.incrementAndGet();
                    return create(caller, name);
                },
                SampleView.class);
    }

    @WithTransaction
    public Uni<List<SampleView>> createList(Caller caller, String name) {
        return idempotency.once(
                caller, () -> insert(caller, name).map(List::of), new TypeReference<List<SampleView>>() {});
    }

    @WithTransaction
    public Uni<SampleView> createSecret(Caller caller, String name) {
        return idempotency.onceWithSecretAnswer(caller, () -> insert(caller, name));
    }

    @WithTransaction
    public Uni<SampleView> createAtTheGate(Caller caller, String name) {
        return idempotency.once(caller, () -> passGate().chain(() -> insert(caller, name)), SampleView.class);
    }

    @WithTransaction
    public Uni<SampleView> createAndFail(Caller caller, String name) {
        return idempotency.once(
                caller,
                () -> insert(caller, name).onItem().failWith(() -> new RefusedException(ApiError.CONFLICT)),
                SampleView.class);
    }

    private static Uni<SampleView> insert(Caller caller, String name) {
        var sample = new Sample();
        sample.companyId = caller.companyId();
        sample.name = name;
        return Panache.getSession()
                .call(session -> session.persist(sample))
                .map(session -> new SampleView(sample.id, sample.name, Instant.parse("2026-05-01T20:00:00Z")));
    }

    private static Uni<Void> passGate() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select 1 from pg_advisory_xact_lock(" + GATE + ")")
                        .getSingleResult())
                .replaceWithVoid();
    }
}
