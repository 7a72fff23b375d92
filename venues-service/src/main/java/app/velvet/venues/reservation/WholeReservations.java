package app.velvet.venues.reservation;

import app.velvet.venues.booking.BookingJson;
import app.velvet.venues.contact.EmbeddedContacts;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/**
 * Reads reservations with all that they embed in one query, whose JSON is the same for requests and for what is published
 * again.
 */
@ApplicationScoped
class WholeReservations {

    /** The reservation {@code r} as the JSON of a {@link WholeReservation}. */
    static final String JSON = """
            jsonb_build_object(
                'company_id', r.company_id, 'venue_id', r.venue_id, 'contact_audience', coalesce(to_jsonb(c.audience), '[]'),
                'reservation', to_jsonb(r) || jsonb_build_object(
                    'contact_info', %s,
                    'event_info', jsonb_build_object(
                        'name', e.name, 'date', e.date, 'end_time', to_char(e.end_time, 'HH24:MI')),
                    'date', e.date,
                    'reservation_section_id', r.section_id,
                    'requested_tables', %s,
                    'assigned_tables', %s,
                    'qualification', %s,
                    'notes', %s,
                    'task_ids', %s))
            """.formatted(
                    EmbeddedContacts.info(),
                    tables("requested_table_ids"),
                    tables("assigned_table_ids"),
                    EmbeddedContacts.qualification("r.company_id", "r.contact_id", "r.venue_id"),
                    EmbeddedContacts.notes("reservation_id", "r.company_id", "r.id"),
                    EmbeddedContacts.taskIds("r.company_id", "r.id"));

    /** Where {@link #JSON} is selected from. */
    static final String SOURCE = """
             from reservation r
             join event e on e.company_id = r.company_id and e.id = r.event_id
             left join contact c on c.company_id = r.company_id and c.id = r.contact_id
            """;

    private final BookingJson<WholeReservation> json;

    WholeReservations(ObjectMapper mapper) {
        json = new BookingJson<>(mapper, WholeReservation.class, JSON, SOURCE);
    }

    BookingJson<WholeReservation> json() {
        return json;
    }

    /** Those that exist, in id order; what this transaction has changed is written first. */
    Uni<List<WholeReservation>> current(long companyId, Collection<Long> ids) {
        return json.current(companyId, ids);
    }

    /** One that is there. */
    Uni<WholeReservation> current(Reservation reservation) {
        return current(reservation.companyId(), List.of(reservation.id())).map(found -> found.get(0));
    }

    /** @param stored what {@link #JSON} selects */
    WholeReservation read(String stored) {
        return json.read(stored);
    }

    /** Differs where the published form or the audience does. */
    String fingerprint(WholeReservation reservation) {
        return json.fingerprint(reservation);
    }

    private static String tables(String column) {
        return """
                (select coalesce(jsonb_agg(jsonb_build_object(
                            'id', t.id, 'name', t.name, 'reservation_section_id', t.section_id) order by t.id), '[]')
                   from floor_table t where t.company_id = r.company_id and t.id = any(r.%s))
                """.formatted(column);
    }
}
