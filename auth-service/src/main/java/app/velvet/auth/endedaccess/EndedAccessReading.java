package app.velvet.auth.endedaccess;

import app.velvet.auth.endedaccess.EndedAccessRepository.Ended;
import app.velvet.auth.endedaccess.EndedAccessRepository.Position;
import app.velvet.auth.endedaccess.EndedAccessRepository.Range;
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

/**
 * Writes an {@link EndedAccessView} piece by piece, the next when the reader has taken the one before: whatever the number
 * of those who have lost access, few of them are in memory.
 */
@ApplicationScoped
class EndedAccessReading {

    private static final int CHUNK = 500;

    private final EndedAccessRepository endedAccess;
    private final ObjectMapper json;

    EndedAccessReading(EndedAccessRepository endedAccess, ObjectMapper json) {
        this.endedAccess = endedAccess;
        this.json = json;
    }

    /** @param cursor of an earlier reading; null or unreadable for everything */
    Multi<Buffer> since(String cursor) {
        return endedAccess.range(cursor).onItem().transformToMulti(this::view);
    }

    private Multi<Buffer> view(Range range) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        text("{\"sessions\":["),
                        elements(range, after -> endedAccess.sessionsAfter(after, CHUNK, range)),
                        text("],\"users\":["),
                        elements(range, after -> endedAccess.usersAfter(after, CHUNK, range)),
                        text("],\"companies\":["),
                        elements(range, after -> endedAccess.companiesAfter(after, CHUNK, range)),
                        text("],\"cursor\":\"" + range.cursor() + "\"}"));
    }

    private <T> Multi<Buffer> elements(Range range, Function<Position, Uni<List<Ended<T>>>> next) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(range.start()), last -> chunk(range, last, next))
                .until(chunk -> chunk.length() == 0);
    }

    /** Empty at the end. */
    private <T> Uni<Buffer> chunk(
            Range range, AtomicReference<Position> last, Function<Position, Uni<List<Ended<T>>>> next) {
        var after = last.get();
        return next.apply(after)
                .invoke(chunk -> {
                    if (!chunk.isEmpty()) {
                        last.set(chunk.get(chunk.size() - 1).position());
                    }
                })
                .map(chunk -> write(chunk, after.equals(range.start())));
    }

    private <T> Buffer write(List<Ended<T>> chunk, boolean isFirst) {
        var written = Buffer.buffer();
        for (var ended : chunk) {
            if (!isFirst || written.length() > 0) {
                written.appendByte((byte) ',');
            }
            written.appendBytes(bytes(ended.view()));
        }
        return written;
    }

    private byte[] bytes(Object view) {
        try {
            return json.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Multi<Buffer> text(String text) {
        return Multi.createFrom().item(Buffer.buffer(text));
    }
}
