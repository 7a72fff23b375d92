package app.velvet.api.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deletes entities by statements. To be used instead of {@code remove} of a session or of Panache: that keeps the outcome of
 * a deletion in a field that all sessions of an entity share, so that of two at the same time one is lost, or goes on in the
 * other's transaction. See <a href="https://github.com/hibernate/hibernate-reactive/issues/1713">Hibernate Reactive
 * 1713</a>.
 */
public final class Deletion {

    private Deletion() {}

    /**
     * Deletes these entities, type by type in the order in which the types come, and takes them out of the session.
     *
     * @param companyId the company that all of them belong to, as their attribute {@code companyId} says
     */
    public static Uni<Void> of(Mutiny.Session session, long companyId, Collection<?> entities) {
        var byType = entities.stream().collect(groupingBy(Object::getClass, LinkedHashMap::new, toList()));
        return Multi.createFrom()
                .iterable(byType.entrySet())
                .call(type -> delete(session, companyId, type.getKey(), type.getValue()))
                .collect()
                .last()
                .invoke(() -> entities.forEach(session::detach))
                .replaceWithVoid();
    }

    private static Uni<Integer> delete(
            Mutiny.Session session, long companyId, Class<?> type, List<? extends Object> entities) {
        return session.createMutationQuery("delete from " + type.getName() + " one where one.companyId = :companyId"
                        + " and one in :entities")
                .setParameter("companyId", companyId)
                .setParameter("entities", entities)
                .executeUpdate();
    }
}
