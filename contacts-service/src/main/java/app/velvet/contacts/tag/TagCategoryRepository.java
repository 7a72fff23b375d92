package app.velvet.contacts.tag;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tag categories as they are stored. */
@ApplicationScoped
class TagCategoryRepository {

    private static final String ALL = "select c from TagCategory c where c.companyId = :companyId order by c.id";
    private static final String AFTER =
            "select c from TagCategory c where c.companyId = :companyId and c.id > :after order by c.id";
    private static final String BY_IDS =
            "select c from TagCategory c where c.companyId = :companyId and c.id in :ids order by c.id";

    /** The next {@code limit} in id order. */
    Uni<List<TagCategory>> after(long id, int limit, long companyId) {
        return Panache.getSession()
                .chain(session -> query(session, AFTER, companyId)
                        .setParameter("after", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** In id order; nobody else changes them, their place in the tree or their tags until the end of the transaction. */
    Uni<List<TagCategory>> allForUpdate(long companyId) {
        return Panache.getSession()
                .chain(session -> query(session, ALL, companyId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Those that exist, in id order; nobody else changes them or their tags until the end of the transaction. */
    Uni<List<TagCategory>> findForUpdate(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    Uni<TagCategory> add(TagCategory category) {
        return Panache.getSession().chain(session -> session.persist(category)).replaceWith(category);
    }

    Uni<Void> remove(TagCategory category) {
        return Panache.getSession().chain(session -> Deletion.of(session, category.companyId(), List.of(category)));
    }

    private static Mutiny.SelectionQuery<TagCategory> query(Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, TagCategory.class).setParameter("companyId", companyId);
    }
}
