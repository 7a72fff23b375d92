package app.velvet.api.paging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Answers with everything there is, in bounded memory: a JSON array written chunk by chunk, where the next chunk is
 * asked for only when the client has taken the one before. A chunk is a short transaction of its own, so a slow client
 * holds no connection to the database. The endpoint returns the {@code Multi} and produces JSON.
 */
@Singleton
public class StreamedList {

    private static final int CHUNK = 500;

    private final ObjectMapper json;

    StreamedList(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param chunkAfter the elements with the next greater ids, in id order, some hundreds at most; none at the end. First
     *     called with 0. Must not need anything of the request's scope, which may be over by then
     * @param id the id of an element, always positive
     * @return fails as the first chunk does; if a later one fails, the connection is cut, so that no client takes a part for
     *     the whole
     */
    public <T> Multi<Buffer> of(Function<Long, Uni<List<T>>> chunkAfter, ToLongFunction<T> id) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, last -> chunkAfter.apply(last.get()).invoke(chunk -> moveOn(last, chunk, id)))
                .whilst(chunk -> !chunk.isEmpty())
                .select()
                .where(chunk -> !chunk.isEmpty())
                .map(chunk -> JsonChunk.of(chunk, json));
    }

    /**
     * Answers with many elements that are there at once, without ever holding what is written of all of them.
     *
     * @return fails as they do
     */
    public <T> Multi<Buffer> of(Uni<List<T>> elements) {
        return elements.onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .group()
                .intoLists()
                .of(CHUNK)
                .map(chunk -> JsonChunk.of(chunk, json));
    }

    private static <T> void moveOn(AtomicLong last, List<T> chunk, ToLongFunction<T> id) {
        if (!chunk.isEmpty()) {
            last.set(id.applyAsLong(chunk.get(chunk.size() - 1)));
        }
    }
}
