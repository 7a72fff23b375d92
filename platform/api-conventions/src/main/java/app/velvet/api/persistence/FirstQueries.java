package app.velvet.api.persistence;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Asks the database for nothing, in each of the ways that requests ask it, before there can be requests. The first of each
 * kind loads some thousand classes of Hibernate's, which takes seconds of a busy machine, and an event loop with all of its
 * other requests stands still meanwhile.
 */
@ApplicationScoped
class FirstQueries {

    private static final Logger LOG = Logger.getLogger(FirstQueries.class);

    private final Mutiny.SessionFactory sessions;

    FirstQueries(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The port opens after it. */
    void ask(@Observes StartupEvent starting) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> sessions.withTransaction(this::askForNothing));
        } catch (Throwable failure) {
            LOG.warnf("The first requests will be slow: %s", failure);
        }
    }

    private Uni<Void> askForNothing(Mutiny.Session session) {
        var asked = session.createNativeQuery("select 1", Tuple.class)
                .getSingleResult()
                .replaceWithVoid();
        for (var entity : sessions.getMetamodel().getEntities()) {
            asked = asked.chain(() -> askForNone(session, entity));
        }
        return asked;
    }

    private static Uni<Void> askForNone(Mutiny.Session session, EntityType<?> entity) {
        return session.createSelectionQuery("from " + entity.getName() + " where 1 = 0", entity.getJavaType())
                .getResultList()
                .replaceWithVoid();
    }
}
