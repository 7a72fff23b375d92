package app.velvet.contacts.command;

import app.velvet.api.persistence.ChunkedWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets commands that nobody delivers again any more. Any number of replicas may do so at once. */
@ApplicationScoped
class OldCommands {

    private static final int PORTION = 10_000;

    /** Far longer than a service is down. */
    private static final String FORGET = """
            delete from carried_out_command where ctid = any (array(
                select ctid from carried_out_command
                where carried_out_at < clock_timestamp() - interval '90 days'
                order by carried_out_at
                limit %d
                for update skip locked))
            """.formatted(PORTION);

    private final Pool database;

    OldCommands(Pool database) {
        this.database = database;
    }

    @Scheduled(
            every = "1h",
            identity = "forgetting of carried out commands",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return ChunkedWork.untilDone(
                () -> database.query(FORGET).execute().map(forgotten -> forgotten.rowCount() == PORTION));
    }
}
