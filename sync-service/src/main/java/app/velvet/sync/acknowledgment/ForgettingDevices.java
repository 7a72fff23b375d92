package app.velvet.sync.acknowledgment;

import app.velvet.sync.SyncSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Forgets what devices have acknowledged that do not come any more. That they once did stays known. */
@ApplicationScoped
class ForgettingDevices {

    private static final String FORGET = """
            update feed_acknowledgment set acknowledged_at = null
             where acknowledged_at is not null and seen_at < now() - make_interval(secs => $1)
            """;

    private final Pool database;
    private final Duration remembered;

    ForgettingDevices(Pool database, SyncSettings settings) {
        this.database = database;
        this.remembered = settings.rememberDevices();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of((double) remembered.toSeconds()))
                .replaceWithVoid();
    }
}
