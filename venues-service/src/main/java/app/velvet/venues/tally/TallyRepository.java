package app.velvet.venues.tally;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tallies as they are stored. */
@ApplicationScoped
class TallyRepository {

    /** @param created whether it is new */
    record Counted(TallyView tally, boolean created) {}

    private static final String AFTER = """
            select t from Tally t join Event e on e.companyId = t.companyId and e.id = t.eventId
             where t.companyId = :companyId and t.id > :after %s and (:all = true or e.venueId in :venueIds or :own = true and t.userId = :userId)
             order by t.id
            """;
    private static final String OF_ONE_EVENT = "and t.eventId = :eventId";
    private static final String EVENT = "select t.eventId from Tally t where t.companyId = :companyId and t.id = :id";
    private static final String BY_ID = "select t from Tally t where t.companyId = :companyId and t.id = :id";
    private static final String OF_EVENT =
            "select t from Tally t where t.companyId = :companyId and t.eventId = :eventId order by t.id";
    private static final String BY_KEY = "select t from Tally t where t.companyId = :companyId and t.eventId = :eventId"
            + " and t.userId = :userId and t.type = :type and t.guestlistTypeId is not distinct from :guestlistTypeId";

    private static final String INSERT = """
            insert into tally as t (company_id, id, event_id, user_id, type, guestlist_type_id, actual_count)
            values (:companyId, nextval('tally_id'), :eventId, :userId, :type, cast(:guestlistTypeId as bigint),
                    greatest(0, cast(:count as integer)))
            on conflict on constraint uq_tally do
            """;
    private static final String RETURNING = " returning t.id, t.actual_count, t.xmax = 0";
    private static final String ADD = INSERT + "nothing" + RETURNING;

    /** Nothing is returned where it stays as it is. */
    private static final String COUNT = INSERT + """
            update set actual_count = least(%1$d, greatest(0, t.actual_count + cast(:count as integer)))
             where t.actual_count <> least(%1$d, greatest(0, t.actual_count + cast(:count as integer)))
            """.formatted(TallyCount.MOST) + RETURNING;

    /**
     * The next {@code limit} that a reader may see, in id order.
     *
     * @param eventId of which event; null for all
     */
    Uni<List<Tally>> after(long id, int limit, TallyAccess access, Long eventId) {
        return Panache.getSession()
                .chain(session -> visible(session, access, eventId)
                        .setParameter("after", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** The event of a tally, which stays the same. */
    Uni<Optional<Long>> eventOf(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(EVENT, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /**
     * A tally that nobody else counts on before the end of the transaction. To be the first that the session loads of it: one
     * that it has already stays as it was then.
     */
    Uni<Optional<Tally>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Tally.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<List<Tally>> ofEvent(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_EVENT, Tally.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .getResultList());
    }

    /** Empty if there is one already. */
    Uni<Optional<Counted>> add(long companyId, TallyKey key, int count) {
        return store(ADD, companyId, key, count);
    }

    /** Adds to the one that there is, or makes it, never below 0; empty if that leaves it as it is. */
    Uni<Optional<Counted>> count(long companyId, TallyKey key, int difference) {
        return store(COUNT, companyId, key, difference);
    }

    /** One that there is. */
    Uni<Tally> require(long companyId, TallyKey key) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_KEY, Tally.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", key.eventId())
                        .setParameter("userId", key.userId())
                        .setParameter("type", key.type())
                        .setParameter("guestlistTypeId", key.guestlistTypeId())
                        .getSingleResult());
    }

    Uni<Void> removeAll(long companyId, Collection<Tally> tallies) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, tallies));
    }

    private static Mutiny.SelectionQuery<Tally> visible(Mutiny.Session session, TallyAccess access, Long eventId) {
        var reading = access.reading();
        var query = session.createSelectionQuery(AFTER.formatted(eventId == null ? "" : OF_ONE_EVENT), Tally.class)
                .setParameter("companyId", access.companyId())
                .setParameter("all", reading.company())
                .setParameter("venueIds", reading.venueIds())
                .setParameter("own", reading.self())
                .setParameter("userId", access.caller().userId());
        return eventId == null ? query : query.setParameter("eventId", eventId);
    }

    private static Uni<Optional<Counted>> store(String statement, long companyId, TallyKey key, int count) {
        return Panache.getSession()
                .chain(session -> bound(session, statement, companyId, key)
                        .setParameter("count", count)
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(row -> counted(key, row)));
    }

    private static Mutiny.SelectionQuery<Object[]> bound(
            Mutiny.Session session, String statement, long companyId, TallyKey key) {
        return session.createNativeQuery(statement, Object[].class)
                .setParameter("companyId", companyId)
                .setParameter("eventId", key.eventId())
                .setParameter("userId", key.userId())
                .setParameter("type", key.type().wireName())
                .setParameter("guestlistTypeId", key.guestlistTypeId());
    }

    private static Counted counted(TallyKey key, Object[] row) {
        var tally = new TallyView(
                ((Number) row[0]).longValue(),
                key.type(),
                key.eventId(),
                key.userId(),
                ((Number) row[1]).intValue(),
                key.guestlistTypeId());
        return new Counted(tally, (boolean) row[2]);
    }
}
