package app.velvet.contacts.dictionary;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What companies have changed. */
@ApplicationScoped
class DictionaryRepository {

    private static final String ALL = "select d from Dictionary d where d.companyId = :companyId order by d.id";
    private static final String BY_KEY = "select d from Dictionary d where d.companyId = :companyId and d.key = :key";

    Uni<List<Dictionary>> all(long companyId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(ALL, Dictionary.class)
                        .setParameter("companyId", companyId)
                        .getResultList());
    }

    Uni<Optional<Dictionary>> find(long companyId, DictionaryKey key) {
        return Panache.getSession()
                .chain(session -> byKey(session, companyId, key).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    Uni<Optional<Dictionary>> findForUpdate(long companyId, DictionaryKey key) {
        return Panache.getSession()
                .chain(session -> byKey(session, companyId, key)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Dictionary> add(Dictionary dictionary) {
        return Panache.getSession()
                .call(session -> session.persist(dictionary))
                .call(Mutiny.Session::flush)
                .replaceWith(dictionary);
    }

    private static Mutiny.SelectionQuery<Dictionary> byKey(Mutiny.Session session, long companyId, DictionaryKey key) {
        return session.createSelectionQuery(BY_KEY, Dictionary.class)
                .setParameter("companyId", companyId)
                .setParameter("key", key);
    }
}
