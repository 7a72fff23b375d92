package app.velvet.venues.reservation;

import app.velvet.api.paging.Paging;
import app.velvet.api.persistence.Deletion;
import app.velvet.venues.booking.BookingSelection;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reservations as they are stored; {@link WholeReservations} reads them with what they embed. */
@ApplicationScoped
class ReservationRepository {

    private static final String BY_ID = "select r from Reservation r where r.companyId = :companyId and r.id = :id";
    private static final String OF_EVENT =
            "select r from Reservation r where r.companyId = :companyId and r.eventId = :eventId order by r.id";
    private static final String BOOKED =
            "select r.contactId from Reservation r where r.companyId = :companyId and r.eventId = :eventId"
                    + " and r.contactId in :contactIds order by r.contactId";
    private static final String RELYING = """
            select exists (select 1 from reservation r join event e on e.company_id = r.company_id and e.id = r.event_id
                            where r.company_id = :companyId and r.event_id = :eventId
                              and (r.closeout or not r.lost and e.ends_at > :now))
            """;

    private static final String FIRST =
            "select cast(" + WholeReservations.JSON + " as text)" + WholeReservations.SOURCE + "where %s order by r.id";
    private static final String EVENT = "select r.event_id from reservation r where %s";
    private static final String COUNT = "select count(*) from reservation r"
            + " join event e on e.company_id = r.company_id and e.id = r.event_id where %s";

    private final WholeReservations wholeReservations;
    private final Clock clock;

    ReservationRepository(WholeReservations wholeReservations, Clock clock) {
        this.wholeReservations = wholeReservations;
        this.clock = clock;
    }

    /** The first {@code limit} of a selection, in id order. */
    Uni<List<WholeReservation>> first(int limit, BookingSelection selection) {
        return read(selection, limit, 0);
    }

    /** Those of a page and, if there are more, one more. */
    Uni<List<WholeReservation>> page(Paging paging, BookingSelection selection) {
        var wanted = paging.after() == null ? selection : selection.after(paging.after());
        return read(wanted, paging.limit() + 1, paging.offset());
    }

    Uni<Long> count(BookingSelection selection) {
        return Panache.getSession()
                .chain(session -> selection
                        .bind(session.createNativeQuery(COUNT.formatted(selection.conditions()), Long.class))
                        .getSingleResult());
    }

    /** The event of one of a selection; empty if there is none. */
    Uni<Optional<Long>> eventOf(BookingSelection one) {
        return Panache.getSession()
                .chain(session -> one.bind(session.createNativeQuery(EVENT.formatted(one.conditions()), Long.class))
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    /**
     * A reservation that nobody else changes, or publishes, until the end of the transaction. To be the first that the session
     * loads of it: one that it has already stays as it was then.
     */
    Uni<Optional<Reservation>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Reservation.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    /** In id order; nobody else changes them until the end of the transaction. */
    Uni<List<Reservation>> ofEventForUpdate(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_EVENT, Reservation.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Those of these contacts that have a reservation for the event, in order. */
    Uni<List<Long>> booked(long companyId, long eventId, Collection<Long> contactIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BOOKED, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setParameter("contactIds", contactIds)
                        .getResultList());
    }

    /** Whether somebody is expected at the event, or what he spent there counts. */
    Uni<Boolean> areRelyingOn(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RELYING, Boolean.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setParameter("now", clock.instant())
                        .getSingleResult());
    }

    /** Fails if the contact has got a reservation for the event in the meantime. */
    Uni<Reservation> add(Reservation reservation) {
        return Panache.getSession()
                .chain(session -> session.persist(reservation).chain(session::flush))
                .replaceWith(reservation);
    }

    /** With the tables that they have. */
    Uni<Void> removeAll(long companyId, Collection<Reservation> reservations) {
        return Panache.getSession().chain((Mutiny.Session session) -> Deletion.of(session, companyId, reservations));
    }

    private Uni<List<WholeReservation>> read(BookingSelection selection, int limit, long offset) {
        return Panache.getSession()
                .chain(session -> selection
                        .bind(session.createNativeQuery(FIRST.formatted(selection.conditions()), String.class))
                        .setMaxResults(limit)
                        .setFirstResult(Math.toIntExact(Math.min(offset, Integer.MAX_VALUE)))
                        .getResultList())
                .map(found -> found.stream().map(wholeReservations::read).toList());
    }
}
