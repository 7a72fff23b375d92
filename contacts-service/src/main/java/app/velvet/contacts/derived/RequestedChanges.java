package app.velvet.contacts.derived;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.type.StandardBasicTypes;

/** What is to follow, as it is stored. What was requested before and is not done yet begins anew. */
@ApplicationScoped
public class RequestedChanges {

    private static final String ADD = """
            insert into derived_change
                   (company_id, id, origin_class, origin_id, dependants, actor_id, requested_at, last_done_id)
            select %1$s, nextval('derived_change_id'), %2$s, origin.id, following.name, %3$s, now(), 0
              from unnest(cast(%4$s as bigint[])) as origin (id), unnest(cast(%5$s as text[])) as following (name)
             order by origin.id, following.name
            on conflict on constraint uq_derived_change do update
               set last_done_id = 0, actor_id = excluded.actor_id, requested_at = excluded.requested_at, due_at = now()
            """;
    private static final String ADD_REACTIVE =
            ADD.formatted(":companyId", ":originClass", "cast(:actorId as bigint)", ":originIds", ":following");
    private static final String ADD_OVER_JDBC = ADD.formatted("?", "?", "?", "?", "?");

    Uni<Void> add(
            long companyId, String originClass, Collection<Long> originIds, List<String> following, Long actorId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD_REACTIVE)
                        .setParameter("companyId", companyId)
                        .setParameter("originClass", originClass)
                        .setParameter("actorId", new TypedParameterValue<>(StandardBasicTypes.LONG, actorId))
                        .setParameter("originIds", originIds.toArray(Long[]::new))
                        .setParameter("following", following.toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Has the dependants of a class follow these origins, in the transaction of an event's handler. */
    public void add(
            Connection transaction, long companyId, String originClass, Collection<Long> originIds, String following)
            throws SQLException {
        if (originIds.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(ADD_OVER_JDBC)) {
            statement.setLong(1, companyId);
            statement.setString(2, originClass);
            statement.setNull(3, Types.BIGINT);
            statement.setArray(4, transaction.createArrayOf("bigint", originIds.toArray()));
            statement.setArray(5, transaction.createArrayOf("text", new String[] {following}));
            statement.executeUpdate();
        }
    }
}
