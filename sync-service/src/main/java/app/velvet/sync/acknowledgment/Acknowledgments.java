package app.velvet.sync.acknowledgment;

import app.velvet.api.token.Caller;
import app.velvet.events.Partitions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Which state of the data each device of each user has. */
@ApplicationScoped
public class Acknowledgments {

    private static final String PUT = """
            insert into feed_acknowledgment (company_id, user_id, device, acknowledged_at, seen_at)
            select $2, $3, $4, least($5, clock.watermark), now() from feed_shard as clock where clock.shard = $1
            on conflict on constraint pk_feed_acknowledgment
                do update set acknowledged_at = excluded.acknowledged_at, seen_at = excluded.seen_at
            """;

    private static final String SEEN = """
            update feed_acknowledgment set seen_at = now()
             where company_id = $1 and user_id = $2 and device = $3 and acknowledged_at is not null
            """;

    private final Pool database;

    public Acknowledgments(Pool database) {
        this.database = database;
    }

    /**
     * The caller's device has the state of {@code time}, of all classes. Replaces what it acknowledged before, which may be
     * a later time. A time that the feed has not reached yet counts as the feed's. May be repeated.
     */
    public Uni<Void> acknowledge(Caller caller, Instant time) {
        return database.preparedQuery(PUT)
                .execute(Tuple.from(List.of(
                        Partitions.of(caller.companyId()),
                        caller.companyId(),
                        caller.userId(),
                        caller.device(),
                        time.atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** Keeps the acknowledgment of the caller's device, if it has one, from being forgotten. */
    public Uni<Void> deviceSeen(Caller caller) {
        return database.preparedQuery(SEEN)
                .execute(Tuple.of(caller.companyId(), caller.userId(), caller.device()))
                .replaceWithVoid();
    }
}
