package app.velvet.venues.receipt;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which fields a company offers to be printed. */
@ApplicationScoped
class ReceiptDictionary {

    /** What contacts-service offers to companies that have said nothing else; it does not publish that. */
    static final List<String> DEFAULT_KEYS = List.of(
            "venue_name",
            "venue_logo",
            "event_name",
            "event_date",
            "contact_name",
            "party_size",
            "section",
            "table",
            "minimum",
            "host",
            "notes");

    private static final String OWN =
            "select unnest(d.field_keys) from receipt_dictionary d where d.company_id = :companyId";
    private static final String HAS_OWN =
            "select exists (select 1 from receipt_dictionary d where d.company_id = :companyId)";

    /** Their keys; in a session of the caller's. */
    Uni<List<String>> keys(long companyId) {
        return query(HAS_OWN, Boolean.class, companyId)
                .chain(own -> own.get(0)
                        ? query(OWN, String.class, companyId)
                        : Uni.createFrom().item(DEFAULT_KEYS));
    }

    private static <T> Uni<List<T>> query(String query, Class<T> type, long companyId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(query, type)
                        .setParameter("companyId", companyId)
                        .getResultList());
    }
}
