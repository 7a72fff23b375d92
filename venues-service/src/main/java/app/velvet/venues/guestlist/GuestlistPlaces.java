package app.velvet.venues.guestlist;

import app.velvet.api.error.RefusedException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * For how many guests there is room. Whoever takes places of a type at an event waits for the others who do and counts then,
 * with theirs, what is taken: nothing is counted on the side that could come to differ from the guestlists.
 */
@ApplicationScoped
class GuestlistPlaces {

    /** In id order, for everybody. */
    private static final String LOCK = """
            insert into guestlist_capacity (company_id, event_id, guestlist_type_id)
            select t.company_id, :eventId, t.id from guestlist_type t
             where t.company_id = :companyId and t.id = any(:typeIds) and t.person_count is not null order by t.id
            on conflict on constraint pk_guestlist_capacity do update set guestlist_type_id = excluded.guestlist_type_id
            """;

    /** A statement of its own, which sees what those who were waited for have committed. */
    private static final String FULL = """
            select t.name from guestlist_type t
             where t.company_id = :companyId and t.id = any(:typeIds)
               and t.person_count < (select coalesce(sum(g.count_males), 0) from guestlist g
                                      where g.company_id = t.company_id and g.event_id = :eventId
                                        and g.type_for_males_id = t.id and g.expected)
                                  + (select coalesce(sum(g.count_females), 0) from guestlist g
                                      where g.company_id = t.company_id and g.event_id = :eventId
                                        and g.type_for_females_id = t.id and g.expected)
             order by t.id
            """;

    /**
     * To be called in the transaction that has stored what takes more places than before.
     *
     * @param typeIds of which
     * @return fails with {@link GuestlistError#FULL} if they are more than there are
     */
    Uni<Void> require(long companyId, long eventId, Collection<Long> typeIds) {
        return typeIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .call(Mutiny.Session::flush)
                        .call(session -> bind(session.createNativeQuery(LOCK), companyId, eventId, typeIds)
                                .executeUpdate())
                        .chain(session -> bind(
                                        session.createNativeQuery(FULL, String.class), companyId, eventId, typeIds)
                                .getResultList())
                        .invoke(full -> full.stream().findFirst().ifPresent(name -> {
                            throw new RefusedException(GuestlistError.FULL, name);
                        }))
                        .replaceWithVoid();
    }

    private static <Q extends Mutiny.AbstractQuery> Q bind(
            Q query, long companyId, long eventId, Collection<Long> typeIds) {
        query.setParameter("companyId", companyId);
        query.setParameter("eventId", eventId);
        query.setParameter("typeIds", typeIds.toArray(Long[]::new));
        return query;
    }
}
