package app.velvet.api.throttle;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.Refusal;
import app.velvet.api.error.RefusedException;
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
import java.util.function.Supplier;

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

    /**
     * Does what may be done only so often: counts it, and only then begins with it. If that fails with {@link
     * ApiError#UNAVAILABLE}, it came to nothing through no fault of who tried, and does not count. Fails as {@link #count}.
     */
    public <T> Uni<T> counting(List<Limit> limits, Refusal refusal, Supplier<Uni<T>> work) {
        return count(limits, refusal)
                .chain(() -> work.get().onFailure(Throttle::isOutage).call(() -> takeBack(limits)));
    }

    /** Fails as {@link #count} if one of the limits is reached, and counts nothing. */
    public Uni<Void> requireRoom(List<Limit> limits, Refusal refusal) {
        return database.withConnection(connection -> closedFor(connection, limits))
                .invoke(closed -> refuseIfClosed(closed, refusal))
                .replaceWithVoid();
    }

    /**
     * Counts one more under each of the limits. If one of them is reached it counts nothing and fails with this refusal, which
     * tells when there is room again.
     */
    public Uni<Void> count(List<Limit> limits, Refusal refusal) {
        return database.withTransaction(transaction -> count(transaction, limits, refusal));
    }

    /** As {@link #count(List, Refusal)}, as part of a transaction; see {@link #countIfRoom}. */
    public Uni<Void> count(SqlConnection transaction, List<Limit> limits, Refusal refusal) {
        return closedOrCounted(transaction, limits)
                .invoke(closed -> refuseIfClosed(closed, refusal))
                .replaceWithVoid();
    }

    /**
     * Counts one more under each of the limits, unless one of them is reached; emits whether it did. Whoever counts under one
     * of them next waits for the end of the transaction. Nobody waits whom a limit refuses already: a flood of them would else
     * hold every connection to the database.
     */
    public Uni<Boolean> countIfRoom(SqlConnection transaction, List<Limit> limits) {
        return closedOrCounted(transaction, limits).map(Optional::isEmpty);
    }

    private Uni<Optional<Duration>> closedOrCounted(SqlConnection transaction, List<Limit> limits) {
        return closedFor(transaction, limits)
                .chain(closed -> closed.isPresent() ? Uni.createFrom().item(closed) : countInTurn(transaction, limits));
    }

    private static void refuseIfClosed(Optional<Duration> closed, Refusal refusal) {
        closed.ifPresent(pause -> {
            throw new RefusedException(refusal).retryAfter(pause);
        });
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal() == ApiError.UNAVAILABLE;
    }

    /** What was counted last under each of the limits came to nothing. */
    private Uni<Void> takeBack(List<Limit> limits) {
        return database.withTransaction(transaction -> oneAtATime(transaction, limits)
                .chain(() -> transaction.preparedQuery(TAKE_BACK).execute(Tuple.of(subjects(limits))))
                .replaceWithVoid());
    }

    /** Removes what is of no use any more. Any number of replicas may do so at once. */
    public Uni<Void> forgetWhatNoLongerCounts() {
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

    /** Emits how long it takes until there is room under all of the limits; empty if there is. */
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
