package app.velvet.auth.session;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Forgets sessions when their tokens have expired, for only until then anybody needs to know which ones have ended. */
@ApplicationScoped
class ForgettingSessions {

    private static final int CHUNK = 500;

    /** Until the clock of every service agrees that the token has expired. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final SessionRepository sessions;
    private final Outbox outbox;
    private final Clock clock;

    ForgettingSessions(SessionRepository sessions, Outbox outbox, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        return ChunkedWork.untilDone(this::forgetNext);
    }

    /** Emits whether there may be more. */
    @WithTransaction
    Uni<Boolean> forgetNext() {
        return sessions.expiredForUpdate(clock.instant().minus(MARGIN), CHUNK)
                .call(this::forget)
                .map(expired -> expired.size() == CHUNK);
    }

    private Uni<Void> forget(List<Session> expired) {
        var byCompany = expired.stream().collect(Collectors.groupingBy(Session::companyId));
        return Multi.createFrom()
                .iterable(byCompany.entrySet())
                .call(company -> sessions.remove(company.getKey(), company.getValue()))
                .collect()
                .last()
                .chain(() -> outbox.append(changes(expired)));
    }

    private static List<ChangeEvent> changes(List<Session> expired) {
        return expired.stream()
                .filter(session -> session.endedAt() != null)
                .map(SessionChanges::forgotten)
                .toList();
    }
}
