package app.velvet.auth.endedaccess;

import app.velvet.auth.endedaccess.EndedAccessView.DeactivatedUser;
import app.velvet.auth.endedaccess.EndedAccessView.EndedSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads the list in one snapshot. Its cursor is the oldest transaction that was still running: all older ones are in the
 * list, and what the others have ended comes with the next reading, whenever they commit.
 */
@ApplicationScoped
class EndedAccessRepository {

    private final Pool database;
    private final Clock clock;

    EndedAccessRepository(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param cursor of an earlier reading; null or unreadable for everything */
    Uni<EndedAccessView> since(String cursor) {
        return database.withTransaction(transaction -> transaction
                .query("set transaction isolation level repeatable read read only")
                .execute()
                .chain(() -> bounds(transaction, cursor))
                .chain(bounds -> read(transaction, bounds)));
    }

    /** A cursor from the future is of another database, one that was lost: this one is read from its beginning. */
    private static Uni<Bounds> bounds(SqlConnection transaction, String cursor) {
        var since = cursor != null && cursor.matches("[0-9]{1,18}") ? cursor : "0";
        return transaction
                .preparedQuery("""
                        select case when $1::text::xid8 > pg_snapshot_xmax(now) then '0' else $1::text end as since,
                               pg_snapshot_xmin(now)::text as cursor
                          from pg_current_snapshot() as now
                        """)
                .execute(Tuple.of(since))
                .map(rows -> rows.iterator().next())
                .map(row -> new Bounds(row.getString("since"), row.getString("cursor")));
    }

    private Uni<EndedAccessView> read(SqlConnection transaction, Bounds bounds) {
        return sessions(transaction, bounds.since())
                .chain(sessions -> users(transaction, bounds.since())
                        .chain(users -> companies(transaction, bounds.since())
                                .map(companies -> new EndedAccessView(sessions, users, companies, bounds.cursor()))));
    }

    private Uni<List<EndedSession>> sessions(SqlConnection transaction, String since) {
        return transaction
                .preparedQuery("""
                        select id, company_id, user_id, expires_at from session
                         where ended_at is not null and ended_in >= $1::text::xid8 and expires_at > $2
                         order by id
                        """)
                .execute(Tuple.of(since, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(list(row -> new EndedSession(
                        row.getLong("id"),
                        row.getLong("company_id"),
                        row.getLong("user_id"),
                        row.getOffsetDateTime("expires_at").toInstant())));
    }

    private static Uni<List<DeactivatedUser>> users(SqlConnection transaction, String since) {
        return transaction
                .preparedQuery(
                        "select id, company_id from users where not active and ended_in >= $1::text::xid8 order by id")
                .execute(Tuple.of(since))
                .map(list(row -> new DeactivatedUser(row.getLong("id"), row.getLong("company_id"))));
    }

    private static Uni<List<Long>> companies(SqlConnection transaction, String since) {
        return transaction
                .preparedQuery("select id from company where not active and ended_in >= $1::text::xid8 order by id")
                .execute(Tuple.of(since))
                .map(list(row -> row.getLong("id")));
    }

    private static <T> Function<RowSet<Row>, List<T>> list(Function<Row, T> reader) {
        return rows ->
                StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
    }

    private record Bounds(String since, String cursor) {}
}
