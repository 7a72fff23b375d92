package app.velvet.venues.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads events with all that hangs on them in one query, whose JSON is the same for requests and for what is published
 * again.
 */
@ApplicationScoped
class WholeEvents {

    /** The event {@code e} as the JSON of a {@link WholeEvent}. */
    static final String JSON = """
            to_jsonb(e) || jsonb_build_object(
                'venue_name', (select v.name from venue v where v.company_id = e.company_id and v.id = e.venue_id),
                'expected_guestlists_count', (select count(*) from guestlist b
                             where b.company_id = e.company_id and b.event_id = e.id and b.expected),
                'total_reservations_count', (select count(*) from reservation b
                             where b.company_id = e.company_id and b.event_id = e.id and not b.lost),
                'total_reservation_minimums', (select coalesce(sum(b.minimum), 0) from reservation b
                             where b.company_id = e.company_id and b.event_id = e.id and not b.lost),
                'artists', (select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from artist a
                             where a.company_id = e.company_id and a.id = any(e.artist_ids)),
                'rooms', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]') from floor_room r
                           where r.company_id = e.company_id and r.event_id = e.id),
                'sections', (select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
                                        'reservation_room_id', r.id,
                                        'reservation_room_name', r.name,
                                        'total_places', p.total,
                                        'available_places', p.total - p.taken) order by s.id), '[]')
                               from floor_section s
                               join floor_room r on r.company_id = s.company_id and r.id = s.room_id
                              cross join lateral (select count(*) as total, count(h.table_id) as taken from floor_table t
                                      left join taken_table h on h.company_id = t.company_id and h.table_id = t.id
                                     where t.company_id = s.company_id and t.section_id = s.id) p
                              where s.company_id = e.company_id and s.event_id = e.id),
                'tables', (select coalesce(jsonb_agg(to_jsonb(t) || jsonb_build_object(
                                        'reservation_section_id', t.section_id,
                                        'coordinates', jsonb_build_object('x', t.x, 'y', t.y)) order by t.id), '[]')
                             from floor_table t where t.company_id = e.company_id and t.event_id = e.id),
                'guestlist_types', (select coalesce(jsonb_agg(to_jsonb(g) || jsonb_build_object(
                                        'default', g.preselected) order by g.id), '[]')
                                      from guestlist_type g where g.company_id = e.company_id
                                       and g.guestlist_template_id = e.guestlist_template_id))
            """;

    private static final String BY_IDS = "select cast(" + JSON + " as text) from event e"
            + " where e.company_id = :companyId and e.id in (:ids) order by e.date, e.id";

    private final ObjectMapper json;

    WholeEvents(ObjectMapper json) {
        this.json = json;
    }

    /** Those that exist, by date. */
    Uni<List<WholeEvent>> find(long companyId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BY_IDS, String.class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(found -> found.stream().map(this::read).toList());
    }

    Uni<Optional<WholeEvent>> find(long companyId, long id) {
        return find(companyId, List.of(id)).map(found -> found.stream().findFirst());
    }

    /** An event that is there; what this transaction has changed is written first. */
    Uni<WholeEvent> current(Event event) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(() -> find(event.companyId(), event.id()))
                .map(Optional::orElseThrow);
    }

    /** @param stored what {@link #JSON} selects */
    WholeEvent read(String stored) {
        try {
            return json.readValue(stored, WholeEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL made JSON that is none", e);
        }
    }
}
