package app.velvet.api.idempotency;

import app.velvet.api.error.RefusedException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.Tuple;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keys and first answers, within the current session's transaction. */
@ApplicationScoped
class IdempotencyKeyRepository {

    private static final String CLAIM = "select claim_idempotency_key(:company, :user, :key, :hash)";

    private static final String KEEP_ANSWER = """
            update idempotency_key set answer = :answer
            where company_id = :company and user_id = :user and key = :key
            """;

    private static final String FIND = """
            select parameters_hash, answer from idempotency_key
            where company_id = :company and user_id = :user and key = :key
            """;

    private static final String FIND_GOOD = FIND + " and created_at >= clock_timestamp() - interval '24 hours'";

    /**
     * Whether the key is now this transaction's: true if nobody has used it. Fails with
     * {@link IdempotencyError#STILL_AT_WORK} if the first request with it takes too long.
     */
    Uni<Boolean> claim(IdempotencyKey key) {
        return Panache.getSession()
                .chain(session -> named(session.createNativeQuery(CLAIM, Boolean.class), key)
                        .setParameter("hash", key.parametersHash())
                        .getSingleResult())
                .onFailure(LockTimeoutException.class)
                .transform(timeout -> new RefusedException(IdempotencyError.STILL_AT_WORK));
    }

    Uni<Void> keepAnswer(IdempotencyKey key, String answer) {
        return Panache.getSession()
                .chain(session -> named(session.createNativeQuery(KEEP_ANSWER), key)
                        .setParameter("answer", answer)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<FirstAnswer> require(IdempotencyKey key) {
        return Panache.getSession()
                .chain(session ->
                        named(session.createNativeQuery(FIND, Tuple.class), key).getSingleResult())
                .map(IdempotencyKeyRepository::firstAnswer);
    }

    /** Empty if no request with the key has been answered, or the key is good no more. */
    Uni<Optional<FirstAnswer>> find(IdempotencyKey key) {
        return Panache.getSession()
                .chain(session -> named(session.createNativeQuery(FIND_GOOD, Tuple.class), key)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(IdempotencyKeyRepository::firstAnswer));
    }

    private static FirstAnswer firstAnswer(Tuple row) {
        return new FirstAnswer(row.get(0, byte[].class), row.get(1, String.class));
    }

    private static <Q extends Mutiny.AbstractQuery> Q named(Q query, IdempotencyKey key) {
        query.setParameter("company", key.companyId());
        query.setParameter("user", key.userId());
        query.setParameter("key", key.key());
        return query;
    }
}
