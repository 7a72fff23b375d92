package app.velvet.events.staff;

import app.velvet.api.token.Access;
import app.velvet.api.token.AccessDirectory;
import app.velvet.api.token.TokenClaims;
import app.velvet.events.VitalThreads;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * Who may come in, from this service's copy of the staff: answered from memory, as long as this replica is certain to hear
 * of every change of the copy, else from the database. So a change in the copy counts in every replica at once, or, where
 * the connection that tells of it has died unnoticed, within {@link StaffListener#TRUST}.
 */
public final class StaffDirectory implements AccessDirectory, AutoCloseable {

    private static final String STATE_OF_USER = "select " + StaffRows.COLUMNS + """
            , coalesce(c.active and not c.shut_out, true) as company_active,
            coalesce(p.sequence, 0) as applied_sequence,
            array(select e.id from staff_session_end e where e.company_id = $1 and e.user_id = $2) as ended_sessions
            from (values ($1::bigint, $2::bigint)) as asked (company_id, user_id)
            left join staff_member m on m.company_id = asked.company_id and m.id = asked.user_id
            left join staff_company c on c.company_id = asked.company_id
            left join staff_progress p on p.company_id = asked.company_id
            """;

    private record UserKey(long companyId, long userId) {}

    private final Pool pool;
    private final AsyncCache<UserKey, StaffState> memory;
    private final StaffListener listener;

    /**
     * @param pool answers look-ups
     * @param listening gives the one connection that is kept for hearing of changes
     * @param threads hear of it if the thread that hears of changes dies
     * @param remembered the most users kept in memory
     */
    public StaffDirectory(Pool pool, DataSource listening, VitalThreads threads, int remembered) {
        this(pool, listening, threads, remembered, StaffListener.TRUST);
    }

    StaffDirectory(Pool pool, DataSource listening, VitalThreads threads, int remembered, Duration trust) {
        this.pool = pool;
        this.memory = Caffeine.newBuilder().maximumSize(remembered).buildAsync();
        this.listener = new StaffListener(listening, threads, trust, this::forget, this::forgetAll);
    }

    /** Begins to hear of changes; until then, every look-up asks the database. */
    public void start() {
        listener.start();
    }

    /** Whether it is certain to hear of changes, and so answers from memory. */
    boolean isHearing() {
        return listener.isTrusted();
    }

    @Override
    public void close() {
        listener.close();
    }

    @Override
    public Uni<Access> find(TokenClaims claims) {
        var key = new UserKey(claims.companyId(), claims.userId());
        if (!listener.isTrusted()) {
            return load(key).map(state -> state.judge(claims));
        }
        var remembered = memory.getIfPresent(key);
        if (remembered != null && remembered.isDone() && !remembered.isCompletedExceptionally()) {
            var state = remembered.join();
            if (!state.isBehind(claims)) {
                return Uni.createFrom().item(state.judge(claims));
            }
            // The copy may have come further without anything about this user having changed.
            memory.asMap().remove(key, remembered);
        }
        return remember(key).map(state -> state.judge(claims));
    }

    // One request loads for all that ask at the same time; each goes on where it came from.
    private Uni<StaffState> remember(UserKey key) {
        var context = Vertx.currentContext();
        var state = Uni.createFrom()
                .completionStage(() ->
                        // A copy: who gives up waiting cancels what he waits for, and would cancel it for the others.
                        memory.get(key, (missing, executor) -> loading(missing)).copy());
        return context == null ? state : state.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private CompletableFuture<StaffState> loading(UserKey key) {
        return load(key).subscribeAsCompletionStage();
    }

    private Uni<StaffState> load(UserKey key) {
        return pool.preparedQuery(STATE_OF_USER)
                .execute(Tuple.of(key.companyId(), key.userId()))
                .map(rows -> state(rows.iterator().next()));
    }

    private static StaffState state(Row row) {
        return new StaffState(
                row.getLong("id") == null ? null : StaffRows.member(row),
                row.getBoolean("company_active"),
                row.getLong("applied_sequence"),
                Set.of(row.getArrayOfLongs("ended_sessions")));
    }

    // Removing also forgets what is being loaded right now and may have been read before the change.
    private void forget(long companyId, Long userId) {
        if (userId != null) {
            memory.asMap().remove(new UserKey(companyId, userId));
        } else {
            memory.asMap().keySet().removeIf(key -> key.companyId() == companyId);
        }
    }

    private void forgetAll() {
        memory.asMap().clear();
    }
}
