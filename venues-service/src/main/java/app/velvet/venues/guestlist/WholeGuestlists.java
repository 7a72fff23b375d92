package app.velvet.venues.guestlist;

import app.velvet.venues.booking.BookingJson;
import app.velvet.venues.contact.EmbeddedContacts;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Reads guestlists with all that they embed in one query. */
@ApplicationScoped
class WholeGuestlists {

    /** The guestlist {@code r} as the JSON of a {@link WholeGuestlist}. */
    static final String JSON = """
            jsonb_build_object(
                'company_id', r.company_id, 'contact_audience', coalesce(to_jsonb(c.audience), '[]'),
                'guestlist', to_jsonb(r) || jsonb_build_object(
                    'contact_info', %s,
                    'contact_name', c.name,
                    'event_info', jsonb_build_object(
                        'name', e.name, 'date', e.date, 'end_time', to_char(e.end_time, 'HH24:MI')),
                    'event_date', e.date,
                    'event_name', e.name,
                    'guestlist_template_id', e.guestlist_template_id,
                    'type_for_males_name', m.name,
                    'type_for_females_name', f.name,
                    'qualification', %s,
                    'notes', %s))
            """.formatted(
                    EmbeddedContacts.info(),
                    EmbeddedContacts.qualification("r.company_id", "r.contact_id", "r.venue_id"),
                    EmbeddedContacts.notes("guestlist_id", "r.company_id", "r.id"));

    /** Where {@link #JSON} is selected from. */
    static final String SOURCE = """
             from guestlist r
             join event e on e.company_id = r.company_id and e.id = r.event_id
             left join contact c on c.company_id = r.company_id and c.id = r.contact_id
             left join guestlist_type m on m.company_id = r.company_id and m.id = r.type_for_males_id
             left join guestlist_type f on f.company_id = r.company_id and f.id = r.type_for_females_id
            """;

    private final BookingJson<WholeGuestlist> json;

    WholeGuestlists(ObjectMapper mapper) {
        json = new BookingJson<>(mapper, WholeGuestlist.class, JSON, SOURCE);
    }

    BookingJson<WholeGuestlist> json() {
        return json;
    }

    /** Those that exist, in id order; what this transaction has changed is written first. */
    Uni<List<WholeGuestlist>> current(long companyId, Collection<Long> ids) {
        return json.current(companyId, ids);
    }

    /** One that is there. */
    Uni<WholeGuestlist> current(Guestlist guestlist) {
        return current(guestlist.companyId(), List.of(guestlist.id())).map(found -> found.get(0));
    }
}
