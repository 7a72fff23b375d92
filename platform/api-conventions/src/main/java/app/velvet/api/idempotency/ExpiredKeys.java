package app.velvet.api.idempotency;

import app.velvet.api.persistence.ChunkedWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes keys that are past their day. Any number of replicas may do so at once. */
@ApplicationScoped
class ExpiredKeys {

    private static final int PORTION = 10_000;

    /** In portions, so that no transaction is huge. */
    private static final String PURGE = """
            delete from idempotency_key where ctid = any (array(
                select ctid from idempotency_key
                where created_at < clock_timestamp() - interval '24 hours'
                order by created_at
                limit %d
                for update skip locked))
            """.formatted(PORTION);

    private final Pool database;

    ExpiredKeys(Pool database) {
        this.database = database;
    }

    @Scheduled(
            every = "1m",
            identity = "purge of idempotency keys",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return ChunkedWork.untilDone(() -> database.query(PURGE).execute().map(purged -> purged.rowCount() == PORTION));
    }
}
