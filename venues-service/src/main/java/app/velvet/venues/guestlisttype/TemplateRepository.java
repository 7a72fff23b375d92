package app.velvet.venues.guestlisttype;

import static java.util.stream.Collectors.groupingBy;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Guestlist templates as they are stored, always with their types. */
@ApplicationScoped
class TemplateRepository {

    private static final String AT_VENUES =
            "select t from GuestlistTemplate t where t.companyId = :companyId and t.venueId"
                    + " in :venueIds and t.id > :afterId order by t.id";
    private static final String BY_ID =
            "select t from GuestlistTemplate t where t.companyId = :companyId and t.id = :id";
    private static final String OF_VENUE =
            "select t from GuestlistTemplate t where t.companyId = :companyId and t.venueId = :venueId order by t.id";
    private static final String TYPES = "select g from GuestlistType g where g.companyId = :companyId and"
            + " g.guestlistTemplateId in :templateIds order by g.id";

    Uni<Optional<GuestlistTemplate>> find(long companyId, long id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> whole(
                        session,
                        companyId,
                        query(session, BY_ID, companyId)
                                .setParameter("id", id)
                                .setLockMode(lock)
                                .getResultList()))
                .map(found -> found.stream().findFirst());
    }

    /** The next {@code limit} of these venues in id order. */
    Uni<List<GuestlistTemplate>> after(long id, int limit, long companyId, Collection<Long> venueIds) {
        return Panache.getSession()
                .chain(session -> whole(
                        session,
                        companyId,
                        query(session, AT_VENUES, companyId)
                                .setParameter("venueIds", venueIds)
                                .setParameter("afterId", id)
                                .setMaxResults(limit)
                                .getResultList()));
    }

    /** In id order. */
    Uni<List<GuestlistTemplate>> ofVenue(long companyId, long venueId) {
        return Panache.getSession()
                .chain(session -> whole(
                        session,
                        companyId,
                        query(session, OF_VENUE, companyId)
                                .setParameter("venueId", venueId)
                                .getResultList()));
    }

    /** The types of these templates, in id order. */
    Uni<List<GuestlistType>> types(long companyId, Collection<Long> templateIds) {
        return Panache.getSession().chain(session -> types(session, companyId, templateIds));
    }

    /** Gives a new template its id, so that types can be added to it. */
    Uni<GuestlistTemplate> add(GuestlistTemplate template) {
        return Panache.getSession().chain(session -> session.persist(template)).replaceWith(template);
    }

    /** Stores the types that were added to a template, and removes those that were taken off it. */
    Uni<Void> store(GuestlistTemplate template) {
        return Panache.getSession()
                .call(session -> session.persistAll(template.types().toArray()))
                .chain(session -> Deletion.of(session, template.companyId(), template.orphans()));
    }

    Uni<Void> remove(GuestlistTemplate template) {
        var parts = new ArrayList<Object>(template.types());
        parts.add(template);
        return Panache.getSession().chain(session -> Deletion.of(session, template.companyId(), parts));
    }

    private static Mutiny.SelectionQuery<GuestlistTemplate> query(
            Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, GuestlistTemplate.class).setParameter("companyId", companyId);
    }

    private static Uni<List<GuestlistTemplate>> whole(
            Mutiny.Session session, long companyId, Uni<List<GuestlistTemplate>> query) {
        return query.chain(templates ->
                templates.isEmpty() ? Uni.createFrom().item(templates) : withTypes(session, companyId, templates));
    }

    private static Uni<List<GuestlistTemplate>> withTypes(
            Mutiny.Session session, long companyId, List<GuestlistTemplate> templates) {
        return types(
                        session,
                        companyId,
                        templates.stream().map(GuestlistTemplate::id).toList())
                .map(types -> types.stream().collect(groupingBy(GuestlistType::guestlistTemplateId)))
                .invoke(typesOf -> templates.forEach(
                        template -> template.loadedWith(typesOf.getOrDefault(template.id(), List.of()))))
                .replaceWith(templates);
    }

    private static Uni<List<GuestlistType>> types(
            Mutiny.Session session, long companyId, Collection<Long> templateIds) {
        return session.createSelectionQuery(TYPES, GuestlistType.class)
                .setParameter("companyId", companyId)
                .setParameter("templateIds", templateIds)
                .getResultList();
    }
}
