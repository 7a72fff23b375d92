package app.velvet.auth.endedaccess;

import app.velvet.auth.endedaccess.EndedAccessView.DeactivatedUser;
import app.velvet.auth.endedaccess.EndedAccessView.EndedSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Who has lost access, in the order of the transactions that took it. A reading goes up to the newest transaction of its
 * beginning; the next one begins at the oldest that was still running then: all older ones are in this reading, and what the
 * others have ended comes with the next, whenever they commit.
 */
@ApplicationScoped
class EndedAccessRepository {

    /** A cursor from the future is of another database, one that was lost: this one is read from its beginning. */
    private static final String RANGE = """
            select case when $1::text::xid8 > pg_snapshot_xmax(now) then '0' else $1::text end as since,
                   pg_snapshot_xmin(now)::text as cursor,
                   pg_snapshot_xmax(now)::text as until
              from pg_current_snapshot() as now
            """;

    private static final String SESSIONS = """
            select id, company_id, user_id, expires_at, ended_in::text as ended_in from session
             where ended_at is not null and (ended_in, id) > ($1::text::xid8, $2) and ended_in < $3::text::xid8
               and expires_at > $5
             order by ended_in, id limit $4
            """;
    private static final String USERS = """
            select id, company_id, ended_in::text as ended_in from users
             where not active and (ended_in, id) > ($1::text::xid8, $2) and ended_in < $3::text::xid8
             order by ended_in, id limit $4
            """;
    private static final String COMPANIES = """
            select id, ended_in::text as ended_in from company
             where not active and (ended_in, id) > ($1::text::xid8, $2) and ended_in < $3::text::xid8
             order by ended_in, id limit $4
            """;

    private final Pool database;
    private final Clock clock;

    EndedAccessRepository(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What one reading covers.
     *
     * @param cursor where the next one begins
     */
    record Range(String since, String until, String cursor) {

        Position start() {
            return new Position(since, 0);
        }
    }

    /** @param transaction that took the access */
    record Position(String transaction, long id) {}

    /** @param <T> what is told of it */
    record Ended<T>(Position position, T view) {}

    /** @param cursor of an earlier reading; null or unreadable for everything */
    Uni<Range> range(String cursor) {
        var since = cursor != null && cursor.matches("[0-9]{1,18}") ? cursor : "0";
        return database.preparedQuery(RANGE)
                .execute(Tuple.of(since))
                .map(rows -> rows.iterator().next())
                .map(row -> new Range(row.getString("since"), row.getString("until"), row.getString("cursor")));
    }

    /** The next {@code limit} ended sessions whose tokens have not expired. */
    Uni<List<Ended<EndedSession>>> sessionsAfter(Position position, int limit, Range range) {
        var parameters =
                parameters(position, limit, range).addValue(clock.instant().atOffset(ZoneOffset.UTC));
        return read(
                SESSIONS,
                parameters,
                row -> new EndedSession(
                        row.getLong("id"),
                        row.getLong("company_id"),
                        row.getLong("user_id"),
                        row.getOffsetDateTime("expires_at").toInstant()));
    }

    /** The next {@code limit} deactivated users. */
    Uni<List<Ended<DeactivatedUser>>> usersAfter(Position position, int limit, Range range) {
        return read(
                USERS,
                parameters(position, limit, range),
                row -> new DeactivatedUser(row.getLong("id"), row.getLong("company_id")));
    }

    /** The ids of the next {@code limit} deactivated companies. */
    Uni<List<Ended<Long>>> companiesAfter(Position position, int limit, Range range) {
        return read(COMPANIES, parameters(position, limit, range), row -> row.getLong("id"));
    }

    private static Tuple parameters(Position position, int limit, Range range) {
        return Tuple.of(position.transaction(), position.id(), range.until(), limit);
    }

    private <T> Uni<List<Ended<T>>> read(String query, Tuple parameters, Function<Row, T> view) {
        return database.preparedQuery(query)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Ended<>(
                                new Position(row.getString("ended_in"), row.getLong("id")), view.apply(row)))
                        .toList());
    }
}
