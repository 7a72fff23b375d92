package app.velvet.auth.phone;

import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;

/** The code that each user was sent last. */
@ApplicationScoped
class SentCodes {

    private static final String PUT = """
            insert into phone_verification (company_id, user_id, phone, code_hash, tries, expires_at)
            values ($1, $2, $3, $4, 0, $5)
            on conflict on constraint pk_phone_verification do update
               set phone = excluded.phone, code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at
            """;

    private static final String TRY = """
            update phone_verification set tries = tries + 1
             where company_id = $1 and user_id = $2 and expires_at > $3 and tries < $4
            returning phone, code_hash
            """;

    private static final String USE = """
            delete from phone_verification
             where company_id = :companyId and user_id = :userId and code_hash = :hash
            """;

    private static final String FORGET = "delete from phone_verification where expires_at <= $1";

    private final Pool database;
    private final Clock clock;

    SentCodes(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In the place of the one before. */
    Uni<Void> put(SentCode code) {
        return database.preparedQuery(PUT)
                .execute(Tuple.of(
                        code.companyId(),
                        code.userId(),
                        code.phone(),
                        code.hash(),
                        at(clock.instant().plus(VerificationCode.LIFETIME))))
                .replaceWithVoid();
    }

    /**
     * Takes a try down and emits what it is to be compared with. Before it is compared, so that of any number at once no more
     * learn anything than there may be tries. Fails with {@link PhoneError#NO_CODE}.
     */
    Uni<SentCode> requireForTry(Caller caller) {
        return database.preparedQuery(TRY)
                .execute(
                        Tuple.of(caller.companyId(), caller.userId(), at(clock.instant()), VerificationCode.MOST_TRIES))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> code(row, caller))
                        .orElseThrow(SentCodes::none));
    }

    /** In the current session's transaction. Fails with {@link PhoneError#NO_CODE} if it was used, or replaced, meanwhile. */
    Uni<Void> use(SentCode code) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(USE)
                        .setParameter("companyId", code.companyId())
                        .setParameter("userId", code.userId())
                        .setParameter("hash", code.hash())
                        .executeUpdate())
                .invoke(used -> {
                    if (used == 0) {
                        throw none();
                    }
                })
                .replaceWithVoid();
    }

    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(at(clock.instant())))
                .replaceWithVoid();
    }

    private static SentCode code(Row row, Caller caller) {
        return new SentCode(caller.companyId(), caller.userId(), row.getString("phone"), row.getString("code_hash"));
    }

    private static RefusedException none() {
        return new RefusedException(PhoneError.NO_CODE);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
