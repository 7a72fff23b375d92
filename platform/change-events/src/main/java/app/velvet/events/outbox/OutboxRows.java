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

    private static final String CHANGES = """
            unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::bigint[])
                with ordinality as change (company_id, class_name, entity_id, action, data, audience, actor_id, place)
            """;

    /** Inserted in the order of the arrays: identity values are drawn after the sort. */
    private static final String INSERT = """
            insert into outbox (company_id, class_name, entity_id, action, data, audience, actor_id, traceparent,
                                session_id)
            select company_id, class_name, entity_id, action, data, audience, actor_id, %s, %s::bigint
              from %s
             order by place
            """;

    /** The same with the numbers that the commit would otherwise give them one by one. */
    private static final String INSERT_NUMBERED = """
            with change as materialized (select *, %s as traceparent, %s::bigint as session_id from %s),
            counted as (
                insert into outbox_counter as counter (company_id, last_sequence)
                select company_id, count(*) from change group by company_id order by company_id
                on conflict (company_id) do update set last_sequence = counter.last_sequence + excluded.last_sequence
                returning company_id, last_sequence
            )
            insert into outbox (company_id, class_name, entity_id, action, data, audience, actor_id, traceparent,
                                session_id, sequence)
            select company_id, class_name, entity_id, action, data, audience, actor_id, traceparent, session_id,
                   last_sequence + 1 - row_number() over (partition by company_id order by place desc)
              from change join counted using (company_id)
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
        return statement(INSERT, placeholder);
    }

    /** The same; it locks the counters of the companies until the end of the transaction. */
    static String insertNumbered(IntFunction<String> placeholder) {
        return statement(INSERT_NUMBERED, placeholder);
    }

    private static String statement(String insert, IntFunction<String> placeholder) {
        var columns = IntStream.rangeClosed(3, 9).mapToObj(placeholder).toArray();
        return insert.formatted(placeholder.apply(1), placeholder.apply(2), CHANGES.formatted(columns));
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
