package app.velvet.api.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Answers with everything there is, in bounded memory: a JSON array written chunk by chunk, where the next chunk is
 * asked for only when the client has taken the one before. A chunk is a short transaction of its own, so a slow client
 * holds no connection to the database.
 */
@ApplicationScoped
public class StreamedList {

    private final ObjectMapper json;

    public StreamedList(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param chunkAfter the elements with the next greater ids in id order, some hundreds at most; none at the end. First
     *     called with 0; called for the next chunk only after the one before has been sent
     * @param id the id of an element
     * @return fails like the first chunk does; if a later one fails, the connection is cut, so that no client takes a
     *     part for the whole
     */
    public <T> Multi<Buffer> of(Function<Long, Uni<List<T>>> chunkAfter, ToLongFunction<T> id) {
        var state = new AtomicReference<>(0L);
        Multi<Buffer> chunks = Multi.createBy()
                .repeating()
                .uni(() -> state, position -> chunkAfter.apply(position.get()))
                .whilst(chunk -> !chunk.isEmpty())
                .map(chunk -> {
                    boolean first = state.get() == 0;
                    if (!chunk.isEmpty()) {
                        state.set(id.applyAsLong(chunk.get(chunk.size() - 1)));
                    }
                    return written(chunk, first);
                });
        return RestMulti.fromMultiData(chunks)
                .encodeAsJsonArray(false)
                .header("Content-Type", "application/json")
                .build();
    }

    private <T> Buffer written(List<T> chunk, boolean first) {
        try {
            var text = Buffer.buffer(json.writeValueAsBytes(chunk));
            var elements = text.slice(1, text.length() - 1);
            if (chunk.isEmpty()) {
                return Buffer.buffer(first ? "[]" : "]");
            }
            return Buffer.buffer(first ? "[" : ",").appendBuffer(elements);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
