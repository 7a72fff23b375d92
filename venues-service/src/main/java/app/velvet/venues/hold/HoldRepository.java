package app.velvet.venues.hold;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Holds as they are stored. */
@ApplicationScoped
class HoldRepository {

    private static final String EVENT_OF_TABLE =
            "select t.eventId from FloorTable t where t.companyId = :companyId and t.id"
                    + " = :tableId and t.eventId is not null";
    private static final String OF_TABLE =
            "select h from TableHold h where h.companyId = :companyId and h.tableId = :tableId";
    private static final String OF_TABLES =
            "select h from TableHold h where h.companyId = :companyId and h.tableId in :tableIds order by h.tableId";
    private static final String TAKE = """
            insert into taken_table (company_id, table_id, event_id, hold_id) values (:companyId, :tableId, :eventId, :holdId)
            """;
    private static final String OF_EVENT =
            "select h from TableHold h where h.companyId = :companyId and h.eventId = :eventId order by h.id";
    private static final String VIEWS =
            "select h.id, h.eventId, e.name, e.times.date, e.venueId, t.id, t.name, s.id, s.name,"
                    + " h.userId, h.createdAt from TableHold h"
                    + " join Event e on e.companyId = h.companyId and e.id = h.eventId"
                    + " join FloorTable t on t.companyId = h.companyId and t.id = h.tableId"
                    + " join FloorSection s on s.companyId = t.companyId and s.id = t.sectionId"
                    + " where h.companyId = :companyId and h.id in :ids order by h.id";

    /** The event that a table is of; empty if there is no such table, or it is of no event. */
    Uni<Optional<Long>> eventOf(long companyId, long tableId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(EVENT_OF_TABLE, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("tableId", tableId)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Optional<TableHold>> find(long companyId, long tableId) {
        return ofTable(companyId, tableId, LockModeType.NONE);
    }

    /** The same, and nobody else ends it before the end of the transaction. */
    Uni<Optional<TableHold>> findForUpdate(long companyId, long tableId) {
        return ofTable(companyId, tableId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** In id order. */
    Uni<List<TableHold>> ofEvent(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_EVENT, TableHold.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .getResultList());
    }

    /** As they are published, in id order; what this transaction has changed is written first. */
    Uni<List<TableHoldView>> views(long companyId, Collection<TableHold> holds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(VIEWS, TableHoldView.class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", holds.stream().map(TableHold::id).toList())
                        .getResultList());
    }

    /** Those of these tables, in the order of the tables; nobody else ends them before the end of the transaction. */
    Uni<List<TableHold>> ofTablesForUpdate(long companyId, Collection<Long> tableIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_TABLES, TableHold.class)
                        .setParameter("companyId", companyId)
                        .setParameter("tableIds", tableIds)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Fails if the table has been held, or assigned to a reservation, in the meantime. */
    Uni<TableHold> add(TableHold hold) {
        return Panache.getSession()
                .chain(session -> session.persist(hold)
                        .chain(session::flush)
                        .chain(() -> session.createNativeQuery(TAKE)
                                .setParameter("companyId", hold.companyId())
                                .setParameter("tableId", hold.tableId())
                                .setParameter("eventId", hold.eventId())
                                .setParameter("holdId", hold.id())
                                .executeUpdate()))
                .replaceWith(hold);
    }

    Uni<Void> removeAll(long companyId, Collection<TableHold> holds) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, holds));
    }

    private static Uni<Optional<TableHold>> ofTable(long companyId, long tableId, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_TABLE, TableHold.class)
                        .setParameter("companyId", companyId)
                        .setParameter("tableId", tableId)
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
