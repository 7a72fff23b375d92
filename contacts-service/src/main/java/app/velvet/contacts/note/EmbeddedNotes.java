package app.velvet.contacts.note;

import static java.util.stream.Collectors.toMap;

import app.velvet.contacts.query.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The notes that other entities tell of: the newest ones about each, in id order. */
@ApplicationScoped
public class EmbeddedNotes {

    /** Of as many an entity tells. */
    public static final int NEWEST = 50;

    /**
     * More of their texts would make an entity too large to be published, whatever else changes of it. All the newest fit in
     * where a character takes a byte.
     */
    private static final int MOST_BYTES = 600_000;

    private static final String OF_ALL =
            "select asked.id, cast(%s as text) from unnest(cast(:ids as bigint[])) as asked (id)";

    private final StoredJson json;

    EmbeddedNotes(StoredJson json) {
        this.json = json;
    }

    /** A query of one value for the notes about something, for {@link #read}. */
    public static String query(NoteSubject subject, String companyId, String id) {
        return """
                (select coalesce(jsonb_agg(to_jsonb(newest) order by newest.id), '[]')
                   from (select n.*, sum(octet_length(cast(to_json(n.text) as text))) over (order by n.id desc) as bytes
                           from (select n.* from note n where n.company_id = %s and n.%s = %s
                                  order by n.id desc limit %d) n) newest
                  where newest.bytes <= %d)
                """.formatted(companyId, subject.idField(), id, NEWEST, MOST_BYTES);
    }

    /** By the id of what they are about, each of which is there; one query, in the caller's session. */
    public Uni<Map<Long, List<NoteView>>> of(NoteSubject subject, long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                OF_ALL.formatted(query(subject, ":companyId", "asked.id")), Object[].class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .getResultList())
                .map(rows -> rows.stream().collect(toMap(row -> (Long) row[0], row -> read((String) row[1]))));
    }

    /** What {@link #query} gave. */
    public List<NoteView> read(String notes) {
        return json.readList(notes, NoteView.class);
    }
}
