package app.velvet.venues.guestlist;

import app.velvet.api.persistence.Deletion;
import app.velvet.venues.booking.BookingSelection;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Guestlists as they are stored; {@link WholeGuestlists} reads them with what they embed. */
@ApplicationScoped
class GuestlistRepository {

    private static final String BY_ID = "select g from Guestlist g where g.companyId = :companyId and g.id = :id";
    private static final String OF_EVENT =
            "select g from Guestlist g where g.companyId = :companyId and g.eventId = :eventId order by g.id";
    private static final String LISTED = """
            select g.contact_id from guestlist g
             where g.company_id = :companyId and g.event_id = :eventId and g.contact_id = any(:contactIds)
             order by g.contact_id
            """;
    private static final String USES_TYPE_OF = """
            select exists (select 1 from guestlist_type t
                            where t.company_id = :companyId and t.guestlist_template_id = :templateId
                              and (exists (select 1 from guestlist g where g.company_id = t.company_id
                                                                       and g.type_for_males_id = t.id)
                                or exists (select 1 from guestlist g where g.company_id = t.company_id
                                                                       and g.type_for_females_id = t.id)))
            """;
    private static final String EVENT = "select r.event_id from guestlist r where %s";
    private static final String FIRST =
            "select cast(" + WholeGuestlists.JSON + " as text)" + WholeGuestlists.SOURCE + "where %s order by r.id";

    private final WholeGuestlists wholeGuestlists;

    GuestlistRepository(WholeGuestlists wholeGuestlists) {
        this.wholeGuestlists = wholeGuestlists;
    }

    /** The first {@code limit} of a selection, in id order. */
    Uni<List<WholeGuestlist>> first(int limit, BookingSelection selection) {
        return Panache.getSession()
                .chain(session -> selection
                        .bind(session.createNativeQuery(FIRST.formatted(selection.conditions()), String.class))
                        .setMaxResults(limit)
                        .getResultList())
                .map(found -> found.stream().map(wholeGuestlists.json()::read).toList());
    }

    /** The event of one of a selection; empty if there is none. */
    Uni<Optional<Long>> eventOf(BookingSelection one) {
        return Panache.getSession()
                .chain(session -> one.bind(session.createNativeQuery(EVENT.formatted(one.conditions()), Long.class))
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    /**
     * A guestlist that nobody else changes, or publishes, until the end of the transaction. To be the first that the session
     * loads of it: one that it has already stays as it was then.
     */
    Uni<Optional<Guestlist>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Guestlist.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    /** In id order; nobody else changes them until the end of the transaction. */
    Uni<List<Guestlist>> ofEventForUpdate(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_EVENT, Guestlist.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Those of these contacts that have a guestlist for the event, in order. */
    Uni<List<Long>> listed(long companyId, long eventId, Collection<Long> contactIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LISTED, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setParameter("contactIds", contactIds.toArray(Long[]::new))
                        .getResultList());
    }

    /** Whether guests are on any list as something that is in this template. */
    Uni<Boolean> anyWithTypeOf(long companyId, long templateId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(USES_TYPE_OF, Boolean.class)
                        .setParameter("companyId", companyId)
                        .setParameter("templateId", templateId)
                        .getSingleResult());
    }

    /** Fails if one of the contacts has got a guestlist for the event in the meantime. */
    Uni<Void> addAll(List<Guestlist> guestlists) {
        return Panache.getSession()
                .chain(session -> session.persistAll(guestlists.toArray()).chain(session::flush));
    }

    /** Lets go of all entities; what was changed has to be written by then. */
    Uni<Void> detachAll() {
        return Panache.getSession().invoke(Mutiny.Session::clear).replaceWithVoid();
    }

    Uni<Void> removeAll(long companyId, Collection<Guestlist> guestlists) {
        return Panache.getSession().chain((Mutiny.Session session) -> Deletion.of(session, companyId, guestlists));
    }
}
