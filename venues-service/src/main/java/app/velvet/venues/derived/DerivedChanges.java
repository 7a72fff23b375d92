package app.velvet.venues.derived;

import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * What is to follow, as it is stored. What was requested before and is not done yet begins anew: what is followed is always
 * what the origin is by then.
 */
@ApplicationScoped
public class DerivedChanges {

    private static final String ADD = """
            insert into derived_change
                   (company_id, origin_class, origin_id, dependants, requested_at, due_at, last_done_id)
            select %1$s, %2$s, origin.id, following.name, now(), now(), 0
              from unnest(cast(%3$s as bigint[])) as origin (id), unnest(cast(%4$s as text[])) as following (name)
             order by origin.id, following.name
            on conflict on constraint pk_derived_change do update
               set last_done_id = 0, requested_at = excluded.requested_at, due_at = excluded.due_at
            """;
    private static final String ADD_REACTIVE = ADD.formatted(":companyId", ":originClass", ":originIds", ":following");
    private static final String ADD_OVER_JDBC = ADD.formatted("?", "?", "?", "?");

    private final List<Dependants> dependants;

    DerivedChanges(@All List<Dependants> dependants) {
        this.dependants = dependants;
    }

    /** Has all that tell of the origin follow it; to be called in the transaction that changes it. */
    public Uni<Void> request(Origin origin) {
        var following = following(origin.className());
        return following.length == 0
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(ADD_REACTIVE)
                                .setParameter("companyId", origin.companyId())
                                .setParameter("originClass", origin.className())
                                .setParameter("originIds", new Long[] {origin.id()})
                                .setParameter("following", following)
                                .executeUpdate())
                        .replaceWithVoid();
    }

    /** The same for many of a class, in the transaction of an event's handler. */
    public void request(Connection transaction, long companyId, String originClass, Collection<Long> originIds)
            throws SQLException {
        var following = following(originClass);
        if (following.length == 0 || originIds.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(ADD_OVER_JDBC)) {
            statement.setLong(1, companyId);
            statement.setString(2, originClass);
            statement.setArray(3, transaction.createArrayOf("bigint", originIds.toArray()));
            statement.setArray(4, transaction.createArrayOf("text", following));
            statement.executeUpdate();
        }
    }

    private String[] following(String originClass) {
        return dependants.stream()
                .filter(one -> one.follow(originClass))
                .map(Dependants::className)
                .sorted()
                .toArray(String[]::new);
    }
}
