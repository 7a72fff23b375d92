package app.velvet.api.idempotency;

import app.velvet.api.token.Caller;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Does the work of a creating request once, however often a client that lost the answer repeats it with the same
 * {@code Idempotency-Key} header. Without the header the work is simply done.
 *
 * <p>Must be called inside the transaction of the work ({@code @WithTransaction}), around all of it: the key, the work and
 * its answer commit together or not at all, so a request that failed or crashed leaves its key free. A request that comes
 * while the first is still at work waits for it.
 *
 * <p>Keys are the caller's own and good for 24 hours.
 */
public interface Idempotency {

    /**
     * @param work done at most once per key; its failure is passed on and leaves the key free
     * @param answerType what Jackson reads the kept answer back as
     * @return what the work answered, now or the first time; fails with a {@link IdempotencyError}
     */
    <T> Uni<T> once(Caller caller, Supplier<Uni<T>> work, TypeReference<T> answerType);

    /** The same for an answer whose type has no parameters. */
    <T> Uni<T> once(Caller caller, Supplier<Uni<T>> work, Class<T> answerType);

    /**
     * The same for work whose answer holds a secret and is therefore not kept: a repetition does not do the work again, but
     * is refused with {@link IdempotencyError#ANSWER_NOT_KEPT}.
     */
    <T> Uni<T> onceWithSecretAnswer(Caller caller, Supplier<Uni<T>> work);
}
