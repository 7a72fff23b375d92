package app.velvet.venues.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Has events told when they start and when they are over: nobody changes them then, and yet they say something else. */
@ApplicationScoped
class EventClock {

    /** Nobody looks further back, however long no replica was there to notice. */
    private static final Duration LOOKING_BACK = Duration.ofDays(7);

    private static final String MOVE = """
            insert into event_announcement (company_id, event_id, moved, told_at)
            select e.company_id, e.id, true, timestamptz 'epoch' from event e
             where %1$s > :since and %1$s <= :now
               and not exists (select 1 from event_announcement a
                                where a.company_id = e.company_id and a.event_id = e.id and (a.moved or a.told_at >= %1$s))
             order by e.company_id, e.id
            on conflict on constraint pk_event_announcement do update set moved = true
            """;
    private static final String MOVE_STARTED = MOVE.formatted("e.starts_at");
    private static final String MOVE_OVER = MOVE.formatted("e.ends_at");

    private final Clock clock;

    EventClock(Clock clock) {
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> notice() {
        return move(MOVE_STARTED).chain(() -> move(MOVE_OVER));
    }

    private Uni<Void> move(String statement) {
        var now = clock.instant();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter("since", now.minus(LOOKING_BACK))
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
