package app.velvet.api.idempotency;

import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
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
@ApplicationScoped
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";

    /** In characters. */
    public static final int LONGEST_KEY = 255;

    private final RoutingContext request;
    private final IdempotencyKeyRepository keys;
    private final ObjectMapper json;

    Idempotency(RoutingContext request, IdempotencyKeyRepository keys, ObjectMapper json) {
        this.request = request;
        this.keys = keys;
        this.json = json;
    }

    /**
     * @param work done at most once per key; its failure is passed on and leaves the key free
     * @param answerType what Jackson reads the kept answer back as
     * @return what the work answered, now or the first time; fails with an {@link IdempotencyError}
     */
    public <T> Uni<T> once(Caller caller, Supplier<Uni<T>> work, Class<T> answerType) {
        return once(caller, work, json.constructType(answerType));
    }

    /** The same for an answer whose type has parameters. */
    public <T> Uni<T> once(Caller caller, Supplier<Uni<T>> work, TypeReference<T> answerType) {
        return once(caller, work, json.constructType(answerType));
    }

    /**
     * The same for work whose answer holds a secret and is therefore not kept: a repetition does not do the work again, but
     * is refused with {@link IdempotencyError#ANSWER_NOT_KEPT}.
     */
    public <T> Uni<T> onceWithSecretAnswer(Caller caller, Supplier<Uni<T>> work) {
        return findKey(caller)
                .chain(given ->
                        given.map(key -> onceWithSecretAnswer(key, work)).orElseGet(work));
    }

    /**
     * Does work that counts or stores something before the transaction of {@link #once}, unless that has been done already:
     * then it is what is answered. To be called outside of a transaction; {@code once} is still needed in it, for a
     * repetition that comes while the first is at work.
     *
     * @return fails with {@link IdempotencyError#KEY_REUSED}, or as the work does
     */
    public <T> Uni<T> unlessAnswered(Caller caller, Supplier<Uni<T>> work, Class<T> answerType) {
        return findKey(caller)
                .chain(given -> given.map(key -> unlessAnswered(key, work, json.constructType(answerType)))
                        .orElseGet(work));
    }

    private <T> Uni<T> unlessAnswered(IdempotencyKey key, Supplier<Uni<T>> work, JavaType answerType) {
        return Panache.withSession(() -> keys.find(key))
                .chain(first -> first.isEmpty()
                        ? work.get()
                        : Uni.createFrom().item(() -> read(answerTo(key, first.get()), answerType)));
    }

    private <T> Uni<T> once(Caller caller, Supplier<Uni<T>> work, JavaType answerType) {
        return findKey(caller)
                .chain(given -> given.map(key -> once(key, work, answerType)).orElseGet(work));
    }

    private <T> Uni<T> onceWithSecretAnswer(IdempotencyKey key, Supplier<Uni<T>> work) {
        return keys.claim(key)
                .chain(claimed -> claimed ? work.get() : firstAnswer(key).map(Idempotency::notKept));
    }

    private <T> Uni<T> once(IdempotencyKey key, Supplier<Uni<T>> work, JavaType answerType) {
        return keys.claim(key)
                .chain(claimed -> claimed
                        ? work.get().call(answer -> keys.keepAnswer(key, write(answer)))
                        : firstAnswer(key).map(answer -> read(answer, answerType)));
    }

    private Uni<Optional<IdempotencyKey>> findKey(Caller caller) {
        var header = request.request().getHeader(HEADER);
        if (header == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (header.isBlank() || header.length() > LONGEST_KEY) {
            throw new RefusedException(IdempotencyError.INVALID_KEY);
        }
        return ParametersHash.offEventLoop(
                        request.request().method().name(), request.normalizedPath(), RequestParameters.of(request))
                .map(hash -> Optional.of(new IdempotencyKey(caller.companyId(), caller.userId(), header, hash)));
    }

    private Uni<String> firstAnswer(IdempotencyKey key) {
        return keys.require(key).map(first -> answerTo(key, first));
    }

    private static String answerTo(IdempotencyKey key, FirstAnswer first) {
        if (!first.isOf(key.parametersHash())) {
            throw new RefusedException(IdempotencyError.KEY_REUSED);
        }
        return first.answer();
    }

    private static <T> T notKept(String ignored) {
        throw new RefusedException(IdempotencyError.ANSWER_NOT_KEPT);
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("An answer that is to be kept must be written as JSON", notJson);
        }
    }

    private <T> T read(String answer, JavaType answerType) {
        if (answer == null) {
            throw new RefusedException(IdempotencyError.ANSWER_NOT_KEPT);
        }
        try {
            return json.readValue(answer, answerType);
        } catch (JsonProcessingException changedType) {
            throw new IllegalStateException("A kept answer cannot be read as " + answerType, changedType);
        }
    }
}
