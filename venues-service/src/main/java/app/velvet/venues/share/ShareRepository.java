package app.velvet.venues.share;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Shares as they are stored. */
@ApplicationScoped
class ShareRepository {

    private static final String OF_EVENT =
            "select s from EventShare s where s.companyId = :companyId and s.eventId = :eventId order by s.id";

    Uni<List<EventShare>> ofEvent(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_EVENT, EventShare.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .getResultList());
    }

    Uni<EventShare> add(EventShare share) {
        return Panache.getSession().chain(session -> session.persist(share)).replaceWith(share);
    }

    Uni<Void> removeAll(long companyId, Collection<EventShare> shares) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, shares));
    }
}
