package app.velvet.api.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.util.List;

/** A part of a JSON array that is written in parts: Quarkus puts commas between them and brackets around them all. */
final class JsonChunk {

    private JsonChunk() {}

    /** @param elements not empty */
    static Buffer of(List<?> elements, ObjectMapper json) {
        try {
            var array = Buffer.buffer(json.writeValueAsBytes(elements));
            return array.slice(1, array.length() - 1);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
