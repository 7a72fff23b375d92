package app.velvet.contacts.log;

import static java.util.stream.Collectors.toMap;

import app.velvet.contacts.query.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The logs that tasks tell of: the newest ones of each, in id order. */
@ApplicationScoped
public class EmbeddedLogs {

    /** Of as many an entity tells. */
    public static final int NEWEST = 50;

    /** More of their texts, beside those of its notes, could make a task too large to be published. */
    private static final int MOST_BYTES = 255_000;

    private static final String OF_ALL =
            "select asked.id, cast(%s as text) from unnest(cast(:ids as bigint[])) as asked (id)"
                    .formatted(query(":companyId", "asked.id"));

    private final StoredJson json;

    EmbeddedLogs(StoredJson json) {
        this.json = json;
    }

    /** A query of one value for the logs of a task, for {@link #read}. */
    public static String query(String companyId, String taskId) {
        return """
                (select coalesce(jsonb_agg(to_jsonb(newest) order by newest.id), '[]')
                   from (select l.*,
                                sum(coalesce(octet_length(cast(to_json(l.note) as text)), 0)) over (order by l.id desc) as bytes
                           from (select l.* from log_method l where l.company_id = %s and l.task_id = %s
                                  order by l.id desc limit %d) l) newest
                  where newest.bytes <= %d)
                """.formatted(companyId, taskId, NEWEST, MOST_BYTES);
    }

    /** By the id of the task, each of which is there; one query, in the caller's session. */
    public Uni<Map<Long, List<LogMethodView>>> of(long companyId, Collection<Long> taskIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF_ALL, Object[].class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", taskIds.toArray(Long[]::new))
                        .getResultList())
                .map(rows -> rows.stream().collect(toMap(row -> (Long) row[0], row -> read((String) row[1]))));
    }

    /** What {@link #query} gave. */
    public List<LogMethodView> read(String logs) {
        return json.readList(logs, LogMethodView.class);
    }
}
