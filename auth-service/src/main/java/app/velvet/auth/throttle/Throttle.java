package app.velvet.auth.throttle;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Counts tries. They lie in the database and count on every replica. However many come at once, no more are counted than a
 * {@link Limit} has room for: those of one subject are taken down one after the other.
 */
@ApplicationScoped
public class Throttle {

    /** A limit is reached until the oldest of its newest tries, as many as it has room for, ceases to count. */
    private static final String CLOSED_UNTIL = """
            select max(closing.counts_until) as closed_until
              from unnest($1::text[], $2::int[]) as asked (subject, most)
             cross join lateral (
                   select counts_until from attempt
                    where attempt.subject = sha256(convert_to(lower(asked.subject), 'UTF8'))
                      and attempt.counts_until > $3
                    order by attempt.counts_until desc offset asked.most - 1 limit 1) as closing
            """;

    /** In the order of the keys, so that nobody waits for somebody who waits for him. */
    private static final String ONE_AT_A_TIME = """
            select pg_advisory_xact_lock(key)
              from (select distinct hashtextextended('attempt ' || lower(subject), 0) as key
                      from unnest($1::text[]) as subject
                     order by key) as keys
            """;

    private static final String COUNT = """
            insert into attempt (subject, counts_until)
            select sha256(convert_to(lower(subject), 'UTF8')), counts_until
              from unnest($1::text[], $2::timestamptz[]) as counted (subject, counts_until)
            """;

    private static final String TAKE_BACK = """
            delete from attempt where ctid = any (array(
                select newest.ctid
                  from unnest($1::text[]) as asked (subject)
                 cross join lateral (
                       select ctid from attempt
                        where attempt.subject = sha256(convert_to(lower(asked.subject), 'UTF8'))
                        order by attempt.counts_until desc limit 1) as newest))
            """;

    private final Pool database;
    private final Clock clock;

    Throttle(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Emits how long it takes until there is room under all of the limits; empty if there is. */
    public Uni<Optional<Duration>> closedFor(List<Limit> limits) {
        return database.withConnection(connection -> closedFor(connection, limits));
    }

    /** Counts one more under each of the limits, unless one of them is reached: then emits as {@link #closedFor}. */
    public Uni<Optional<Duration>> count(List<Limit> limits) {
        return database.withTransaction(transaction -> count(transaction, limits));
    }

    /**
     * The same as part of a transaction; whoever counts under one of these limits next waits for its end. Nobody waits whom a
     * limit refuses already: a flood of them would else hold every connection to the database.
     */
    public Uni<Optional<Duration>> count(SqlConnection transaction, List<Limit> limits) {
        return closedFor(transaction, limits)
                .chain(closed -> closed.isPresent() ? Uni.createFrom().item(closed) : countInTurn(transaction, limits));
    }

    /** What was counted last under each of the limits came to nothing and does not count. */
    public Uni<Void> takeBack(List<Limit> limits) {
        return database.withTransaction(transaction -> oneAtATime(transaction, limits)
                .chain(() -> transaction.preparedQuery(TAKE_BACK).execute(Tuple.of(subjects(limits))))
                .replaceWithVoid());
    }

    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetWhatNoLongerCounts() {
        return database.preparedQuery("delete from attempt where counts_until <= $1")
                .execute(Tuple.of(at(clock.instant())))
                .replaceWithVoid();
    }

    private Uni<Optional<Duration>> countInTurn(SqlConnection transaction, List<Limit> limits) {
        return oneAtATime(transaction, limits)
                .chain(() -> closedFor(transaction, limits))
                .call(closed -> closed.isPresent() ? Uni.createFrom().voidItem() : add(transaction, limits));
    }

    private static Uni<Void> oneAtATime(SqlConnection transaction, List<Limit> limits) {
        return transaction
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(subjects(limits)))
                .replaceWithVoid();
    }

    private Uni<Optional<Duration>> closedFor(SqlConnection connection, List<Limit> limits) {
        var now = clock.instant();
        var most = limits.stream().map(Limit::most).toArray(Integer[]::new);
        return connection
                .preparedQuery(CLOSED_UNTIL)
                .execute(Tuple.of(subjects(limits), most, at(now)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("closed_until"))
                        .map(until -> Duration.between(now, until.toInstant())));
    }

    private Uni<Void> add(SqlConnection transaction, List<Limit> limits) {
        var now = clock.instant();
        var until =
                limits.stream().map(limit -> at(now.plus(limit.countsFor()))).toArray(OffsetDateTime[]::new);
        return transaction
                .preparedQuery(COUNT)
                .execute(Tuple.of(subjects(limits), until))
                .replaceWithVoid();
    }

    private static String[] subjects(List<Limit> limits) {
        return limits.stream().map(Limit::subject).toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
