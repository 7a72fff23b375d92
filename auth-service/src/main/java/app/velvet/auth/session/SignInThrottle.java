package app.velvet.auth.session;

import app.velvet.api.error.RefusedException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Closes sign-in to an address that fails too often: for the one account it fails at, so that nobody is locked out from elsewhere,
 * and for all accounts when it tries many. Failures lie in the database and count on every replica.
 *
 * <p>However many attempts run at once, no more of them learn that a password is wrong than count: an address' failures are
 * taken down one after the other, and one that comes when enough were taken down before it is answered as if it had come later.
 */
@ApplicationScoped
class SignInThrottle {

    /** When the account and when the address opens again: the time of the failure that closed it and no longer counts then. */
    private static final String CLOSED_BY = """
            select (select failed_at from failed_sign_in
                     where address = $1 and account = sha256(convert_to(lower($2), 'UTF8')) and failed_at > $3
                     order by failed_at desc offset $4 - 1 limit 1),
                   (select failed_at from failed_sign_in
                     where address = $1 and failed_at > $3
                     order by failed_at desc offset $5 - 1 limit 1)
            """;

    private final Pool database;
    private final SessionSettings settings;
    private final Clock clock;

    SignInThrottle(Pool database, SessionSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Fails with {@link SessionError#TOO_MANY_ATTEMPTS} if sign-in to the account is closed to the address. */
    Uni<Void> requireOpen(String address, String email) {
        return database.withConnection(connection -> requireOpen(connection, address, email));
    }

    /**
     * Takes a failure down. Always fails: with {@link SessionError#INVALID_CREDENTIALS}, or as {@link #requireOpen} does
     * if others were taken down meanwhile; then this one does not count.
     */
    <T> Uni<T> fail(String address, String email) {
        return database.withTransaction(transaction -> oneAtATime(transaction, address)
                        .chain(() -> requireOpen(transaction, address, email))
                        .chain(() -> insert(transaction, address, email)))
                .chain(() -> Uni.createFrom().failure(new RefusedException(SessionError.INVALID_CREDENTIALS)));
    }

    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOldFailures() {
        return database.preparedQuery("delete from failed_sign_in where failed_at <= $1")
                .execute(Tuple.of(at(countingSince())))
                .replaceWithVoid();
    }

    private static Uni<Void> oneAtATime(SqlConnection transaction, String address) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('failed_sign_in ' || $1, 0))")
                .execute(Tuple.of(address))
                .replaceWithVoid();
    }

    private Uni<Void> requireOpen(SqlConnection connection, String address, String email) {
        return connection
                .preparedQuery(CLOSED_BY)
                .execute(Tuple.of(
                        address,
                        email,
                        at(countingSince()),
                        settings.failuresPerAccount(),
                        settings.failuresPerAddress()))
                .invoke(rows -> refuseIfClosed(rows.iterator().next()))
                .replaceWithVoid();
    }

    private void refuseIfClosed(Row closedBy) {
        Stream.of(0, 1)
                .map(closedBy::getOffsetDateTime)
                .filter(time -> time != null)
                .max(OffsetDateTime::compareTo)
                .ifPresent(time -> {
                    throw new RefusedException(SessionError.TOO_MANY_ATTEMPTS).retryAfter(untilItNoLongerCounts(time));
                });
    }

    private Duration untilItNoLongerCounts(OffsetDateTime failure) {
        return Duration.between(clock.instant(), failure.toInstant().plus(settings.failuresCountFor()));
    }

    private Uni<Void> insert(SqlConnection transaction, String address, String email) {
        return transaction
                .preparedQuery("insert into failed_sign_in (address, account, failed_at)"
                        + " values ($1, sha256(convert_to(lower($2), 'UTF8')), $3)")
                .execute(Tuple.of(address, email, at(clock.instant())))
                .replaceWithVoid();
    }

    private Instant countingSince() {
        return clock.instant().minus(settings.failuresCountFor());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
