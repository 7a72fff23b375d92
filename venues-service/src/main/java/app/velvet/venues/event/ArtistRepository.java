package app.velvet.venues.event;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Artists as they are stored. */
@ApplicationScoped
class ArtistRepository {

    private static final String AFTER =
            "select a from Artist a where a.companyId = :companyId and a.id > :afterId order by a.id";
    private static final String PERFORMING_AFTER = "select a from Artist a where a.companyId = :companyId and a.id >"
            + " :afterId and exists (select 1 from Event e where %s and array_contains(e.artistIds, a.id)) order by a.id";
    private static final String BY_IDS =
            "select a from Artist a where a.companyId = :companyId and a.id in :ids order by a.id";

    /** The next {@code limit} in id order. */
    Uni<List<Artist>> after(long id, int limit, long companyId) {
        return Panache.getSession()
                .chain(session -> query(session, AFTER, companyId)
                        .setParameter("afterId", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** The next {@code limit} who perform at these events, in id order. */
    Uni<List<Artist>> performingAfter(long id, int limit, EventSelection events) {
        return Panache.getSession()
                .chain(session -> events.bind(session.createSelectionQuery(
                                PERFORMING_AFTER.formatted(events.conditions()), Artist.class))
                        .setParameter("afterId", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** Those that exist, which nobody removes until the end of the transaction. */
    Uni<List<Artist>> findForUse(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .getResultList());
    }

    /** An artist whom nobody else changes, or engages, until the end of the transaction. */
    Uni<Optional<Artist>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", List.of(id))
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    Uni<Artist> add(Artist artist) {
        return Panache.getSession().chain(session -> session.persist(artist)).replaceWith(artist);
    }

    Uni<Void> remove(Artist artist) {
        return Panache.getSession().chain(session -> Deletion.of(session, artist.companyId(), List.of(artist)));
    }

    private static Mutiny.SelectionQuery<Artist> query(Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, Artist.class).setParameter("companyId", companyId);
    }
}
