package app.velvet.venues.hold;

import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Who has which table of an event: a promoter who holds it, or a reservation that it is assigned to. The database lets nobody
 * have one that another has. All in the caller's transaction.
 */
@ApplicationScoped
public class TakenTables {

    /** The constraint that of those who take a table at once all but one violate. */
    public static final String CONSTRAINT = "pk_taken_table";

    private static final String ASSIGNED = """
            select table_id from taken_table
             where company_id = :companyId and table_id = any(:tableIds) and reservation_id is not null order by table_id
            """;
    private static final String ASSIGN = """
            insert into taken_table (company_id, table_id, event_id, reservation_id)
            select :companyId, t.id, :eventId, :reservationId from unnest(cast(:tableIds as bigint[])) as t (id) order by t.id
            """;
    private static final String RELEASE =
            "delete from taken_table where company_id = :companyId and reservation_id = :reservationId";

    private final HoldRepository holds;

    TakenTables(HoldRepository holds) {
        this.holds = holds;
    }

    /** Those of these tables that are assigned to a reservation, in order. */
    public Uni<List<Long>> assigned(long companyId, Collection<Long> tableIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ASSIGNED, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("tableIds", tableIds.toArray(Long[]::new))
                        .getResultList());
    }

    /**
     * Ends the holds of these tables.
     *
     * @param mayEnd whether that of this user may be ended
     * @return what is to be published; or the tables, none of which is let go then, whose holds may not be ended
     */
    public Uni<EndedHolds> endHolds(Caller caller, Collection<Long> tableIds, LongPredicate mayEnd) {
        if (tableIds.isEmpty()) {
            return Uni.createFrom().item(new EndedHolds(List.of(), List.of()));
        }
        return holds.ofTablesForUpdate(caller.companyId(), tableIds).chain(held -> {
            var others = held.stream()
                    .filter(hold -> !mayEnd.test(hold.userId()))
                    .map(TableHold::tableId)
                    .toList();
            return others.isEmpty() && !held.isEmpty()
                    ? end(caller, held).map(changes -> new EndedHolds(changes, List.of()))
                    : Uni.createFrom().item(new EndedHolds(List.of(), others));
        });
    }

    /**
     * @param changes what is to be published
     * @param keptTableIds tables that others go on holding
     */
    public record EndedHolds(List<ChangeEvent> changes, List<Long> keptTableIds) {}

    /** Fails with a violation of {@link #CONSTRAINT} if somebody has one of the tables. */
    public Uni<Void> assign(long companyId, long eventId, long reservationId, Collection<Long> tableIds) {
        if (tableIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ASSIGN)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setParameter("reservationId", reservationId)
                        .setParameter("tableIds", tableIds.toArray(Long[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Lets go all tables that a reservation has. */
    public Uni<Void> release(long companyId, long reservationId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RELEASE)
                        .setParameter("companyId", companyId)
                        .setParameter("reservationId", reservationId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<List<ChangeEvent>> end(Caller caller, List<TableHold> ended) {
        return holds.views(caller.companyId(), ended)
                .call(() -> holds.removeAll(caller.companyId(), ended))
                .map(views -> views.stream()
                        .map(view -> HoldChanges.of(Action.DESTROY, view, caller.companyId(), caller.userId()))
                        .toList());
    }
}
