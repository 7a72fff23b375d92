package app.velvet.venues.reservation;

import app.velvet.venues.contact.EmbeddedContacts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

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

    private static final String BY_IDS = "select cast(" + JSON + " as text)" + SOURCE
            + "where r.company_id = :companyId and r.id = any(:ids) order by r.id";

    private final ObjectMapper json;

    WholeReservations(ObjectMapper json) {
        this.json = json;
    }

    /** Those that exist, in id order; what this transaction has changed is written first. */
    Uni<List<WholeReservation>> current(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> session.createNativeQuery(BY_IDS, String.class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .getResultList())
                .map(found -> found.stream().map(this::read).toList());
    }

    /** One that is there. */
    Uni<WholeReservation> current(Reservation reservation) {
        return current(reservation.companyId(), List.of(reservation.id())).map(found -> found.get(0));
    }

    /** @param stored what {@link #JSON} selects */
    WholeReservation read(String stored) {
        try {
            return json.readValue(stored, WholeReservation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL made JSON that is none", e);
        }
    }

    /** Differs where the published form or the audience does. */
    String fingerprint(WholeReservation reservation) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(json.writeValueAsBytes(reservation.reservation()));
            reservation.audience().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(entry -> digest.update(entry.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What is published is written as JSON", e);
        }
    }

    private static String tables(String column) {
        return """
                (select coalesce(jsonb_agg(jsonb_build_object(
                            'id', t.id, 'name', t.name, 'reservation_section_id', t.section_id) order by t.id), '[]')
                   from floor_table t where t.company_id = r.company_id and t.id = any(r.%s))
                """.formatted(column);
    }
}
