package app.velvet.contacts.tag;

import app.velvet.api.error.RefusedException;
import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tags as they are stored. */
@ApplicationScoped
class TagRepository {

    private static final String BY_IDS =
            "select t from Tag t where t.companyId = :companyId and t.id in :ids order by t.id";
    private static final String IN_CATEGORIES =
            "select t from Tag t where t.companyId = :companyId and t.tagCategoryId in :categoryIds order by t.id";

    /** In id order. */
    Uni<List<Tag>> inCategories(long companyId, Collection<Long> categoryIds) {
        return Panache.getSession()
                .chain(session -> query(session, IN_CATEGORIES, companyId)
                        .setParameter("categoryIds", categoryIds)
                        .getResultList());
    }

    /** Those that exist, which nobody removes until the end of the transaction. */
    Uni<List<Tag>> findForUse(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .getResultList());
    }

    /** A tag that nobody else changes or begins to use until the end of the transaction. */
    Uni<Tag> requireForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> query(session, BY_IDS, companyId)
                        .setParameter("ids", List.of(id))
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(tag ->
                        Optional.ofNullable(tag).orElseThrow(() -> new RefusedException(TagError.TAG_NOT_FOUND, id)));
    }

    Uni<Tag> add(Tag tag) {
        return Panache.getSession().chain(session -> session.persist(tag)).replaceWith(tag);
    }

    Uni<Void> remove(Tag tag) {
        return Panache.getSession().chain(session -> Deletion.of(session, tag.companyId(), List.of(tag)));
    }

    private static Mutiny.SelectionQuery<Tag> query(Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, Tag.class).setParameter("companyId", companyId);
    }
}
