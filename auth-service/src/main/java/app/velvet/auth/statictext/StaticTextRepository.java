package app.velvet.auth.statictext;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Static texts as they are stored. */
@ApplicationScoped
class StaticTextRepository {

    private static final String OF_TYPE =
            "select t from StaticText t where t.companyId = :companyId and t.type = :type";

    Uni<Optional<StaticText>> find(long companyId, StaticTextType type) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_TYPE, StaticText.class)
                        .setParameter("companyId", companyId)
                        .setParameter("type", type)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<StaticText> add(StaticText text) {
        return Panache.getSession()
                .call(session -> session.persist(text))
                .call(Mutiny.Session::flush)
                .replaceWith(text);
    }
}
