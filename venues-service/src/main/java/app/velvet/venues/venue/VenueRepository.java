package app.velvet.venues.venue;

import app.velvet.api.permission.Scopes;
import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Venues as they are stored. */
@ApplicationScoped
class VenueRepository {

    private static final String ALL = "select v from Venue v where v.companyId = :companyId order by v.id";
    private static final String BY_IDS =
            "select v from Venue v where v.companyId = :companyId and v.id in :ids order by v.id";
    private static final String OF_USER = "select v from Venue v where v.companyId = :companyId and v.id in"
            + " (select u.venueId from UserVenue u where u.companyId = :companyId and u.userId = :userId)"
            + " order by v.id";
    private static final String IDS_READ_BY =
            "select v.id from Venue v where v.companyId = :companyId and (:all = true or"
                    + " v.id in :venueIds or v.id in (select u.venueId from UserVenue u where u.companyId = :companyId and u.userId ="
                    + " :userId)) order by v.id";

    Uni<Optional<Venue>> find(long companyId, long id) {
        return find(companyId, List.of(id)).map(found -> found.stream().findFirst());
    }

    /** Those that exist, in id order. */
    Uni<List<Venue>> find(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Where a user works, in id order. */
    Uni<List<Venue>> ofUser(long companyId, long userId) {
        return Panache.getSession()
                .chain(session -> query(session, OF_USER, companyId)
                        .setParameter("userId", userId)
                        .getResultList());
    }

    /** Where a user works, and those that these scopes reach, in id order. */
    Uni<List<Long>> idsReadBy(long companyId, long userId, Scopes scopes) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(IDS_READ_BY, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("userId", userId)
                        .setParameter("all", scopes.company())
                        .setParameter("venueIds", scopes.venueIds())
                        .getResultList());
    }

    /** In id order; nobody else changes them or who works there until the end of the transaction. */
    Uni<List<Venue>> allForUpdate(long companyId) {
        return Panache.getSession()
                .chain(session -> query(session, ALL, companyId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** The same of one venue. */
    Uni<Optional<Venue>> findForUpdate(long companyId, long id) {
        return find(companyId, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** A venue which nobody changes or removes until the end of the transaction. */
    Uni<Optional<Venue>> findForUse(long companyId, long id) {
        return find(companyId, id, LockModeType.PESSIMISTIC_READ);
    }

    Uni<Venue> add(Venue venue) {
        return Panache.getSession().chain(session -> session.persist(venue)).replaceWith(venue);
    }

    Uni<Void> remove(Venue venue) {
        return Panache.getSession().chain(session -> Deletion.of(session, venue.companyId(), List.of(venue)));
    }

    private static Uni<Optional<Venue>> find(long companyId, long id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", List.of(id))
                        .setLockMode(lock)
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    private static Mutiny.SelectionQuery<Venue> query(Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, Venue.class).setParameter("companyId", companyId);
    }
}
