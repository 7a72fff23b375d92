package app.velvet.contacts.importing;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.persistence.Deletion;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Forgets imports that ended long ago. */
@ApplicationScoped
class ForgettingImports {

    private static final int CHUNK = 100;

    private final ImportRepository imports;
    private final Outbox outbox;
    private final ImportSettings settings;
    private final Clock clock;

    ForgettingImports(ImportRepository imports, Outbox outbox, ImportSettings settings, Clock clock) {
        this.imports = imports;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return ChunkedWork.untilDone(this::forgetNext);
    }

    /** Emits whether there may be more. */
    @WithTransaction
    Uni<Boolean> forgetNext() {
        return imports.endedBeforeForUpdate(clock.instant().minus(settings.keptFor()), CHUNK)
                .call(this::forget)
                .map(old -> old.size() == CHUNK);
    }

    private Uni<Void> forget(List<ContactImport> old) {
        return Multi.createFrom()
                .iterable(old)
                .call(one -> Panache.getSession()
                        .chain((Mutiny.Session session) -> Deletion.of(session, one.companyId(), List.of(one))))
                .collect()
                .last()
                .chain(() -> outbox.append(old.stream()
                        .map(one -> ImportChanges.of(Action.DESTROY, one))
                        .toList()));
    }
}
