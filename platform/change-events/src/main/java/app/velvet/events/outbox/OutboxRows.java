package app.velvet.events.outbox;

import static java.util.stream.Collectors.joining;

import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.events.ChangeEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Changes as the columns of the rows they become, in the order in which they are inserted. */
final class OutboxRows {

    /** Of an entity's JSON; Kafka's own limit for a record, with its key and headers, is 1 MiB. */
    static final int MAX_DATA_BYTES = 900 * 1024;

    /** Of the header that says who may see it, which comes on top. */
    static final int MAX_AUDIENCE_CHARACTERS = 64 * 1024;

    /** Inserted in the order of the arrays: identity values are drawn after the sort. */
    private static final String INSERT = """
            insert into outbox (company_id, class_name, entity_id, action, data, audience, actor_id, traceparent,
                                session_id)
            select company_id, class_name, entity_id, action, data, audience, actor_id, %1$s, %2$s::bigint
              from unnest(%3$s::bigint[], %4$s::text[], %5$s::bigint[], %6$s::text[], %7$s::text[], %8$s::text[],
                          %9$s::bigint[])
                   with ordinality as change (company_id, class_name, entity_id, action, data, audience, actor_id, place)
             order by place
            """;

    private final ObjectMapper mapper;
    private final List<ChangeEvent> changes;

    /** Companies in order, so that the counters' rows are locked in order; the changes of one company stay in theirs. */
    OutboxRows(ObjectMapper mapper, List<ChangeEvent> changes) {
        this.mapper = mapper;
        this.changes = changes.stream()
                .sorted(Comparator.comparingLong(ChangeEvent::companyId))
                .toList();
    }

    /** The statement, for a trace parent, a session and {@link #columns}, with placeholders as its driver wants them. */
    static String insert(IntFunction<String> placeholder) {
        return INSERT.formatted(
                IntStream.rangeClosed(1, 9).mapToObj(placeholder).toArray());
    }

    /** @throws RefusedException {@link OutboxError#ENTITY_TOO_LARGE} */
    List<Object[]> columns() {
        return List.of(
                column(Long[]::new, ChangeEvent::companyId),
                column(String[]::new, ChangeEvent::className),
                column(Long[]::new, ChangeEvent::id),
                column(String[]::new, change -> change.action().wireName()),
                column(String[]::new, this::data),
                column(String[]::new, OutboxRows::audience),
                column(Long[]::new, ChangeEvent::actorId));
    }

    private <T> T[] column(IntFunction<T[]> array, Function<ChangeEvent, T> value) {
        return changes.stream().map(value).toArray(array);
    }

    private String data(ChangeEvent change) {
        if (change.data() == null) {
            return null;
        }
        var json = json(change);
        if (json.length > MAX_DATA_BYTES) {
            throw new RefusedException(OutboxError.ENTITY_TOO_LARGE);
        }
        return new String(json, StandardCharsets.UTF_8);
    }

    private byte[] json(ChangeEvent change) {
        try {
            return mapper.writeValueAsBytes(change.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: a change of " + change.className(), e);
        }
    }

    private static String audience(ChangeEvent change) {
        var audience =
                change.audience().stream().map(Audience::toString).sorted().collect(joining(","));
        if (audience.length() > MAX_AUDIENCE_CHARACTERS) {
            throw new RefusedException(OutboxError.ENTITY_TOO_LARGE);
        }
        return audience;
    }
}
