package app.velvet.venues.receipt;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Thermal receipts as they are stored. Whoever changes one has locked its venue. */
@ApplicationScoped
class ReceiptRepository {

    private static final String AFTER =
            "select r from ThermalReceipt r where r.companyId = :companyId and r.id > :after"
                    + " and r.venueId in :venueIds order by r.id";
    private static final String BY_ID = "select r from ThermalReceipt r where r.companyId = :companyId and r.id = :id";
    private static final String VENUE =
            "select r.venueId from ThermalReceipt r where r.companyId = :companyId and r.id = :id";
    private static final String OF_VENUE =
            "select r from ThermalReceipt r where r.companyId = :companyId and r.venueId = :id";

    /** The next {@code limit} of these venues, in id order. */
    Uni<List<ThermalReceipt>> after(long id, int limit, long companyId, Collection<Long> venueIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(AFTER, ThermalReceipt.class)
                        .setParameter("companyId", companyId)
                        .setParameter("after", id)
                        .setParameter("venueIds", venueIds)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** The venue of a receipt, which stays the same. */
    Uni<Optional<Long>> venueOf(long companyId, long id) {
        return one(VENUE, Long.class, companyId, id);
    }

    Uni<Optional<ThermalReceipt>> find(long companyId, long id) {
        return one(BY_ID, ThermalReceipt.class, companyId, id);
    }

    Uni<Optional<ThermalReceipt>> ofVenue(long companyId, long venueId) {
        return one(OF_VENUE, ThermalReceipt.class, companyId, venueId);
    }

    Uni<ThermalReceipt> add(ThermalReceipt receipt) {
        return Panache.getSession().chain(session -> session.persist(receipt)).replaceWith(receipt);
    }

    Uni<Void> remove(ThermalReceipt receipt) {
        return Panache.getSession().chain(session -> Deletion.of(session, receipt.companyId(), List.of(receipt)));
    }

    private static <T> Uni<Optional<T>> one(String query, Class<T> type, long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(query, type)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
