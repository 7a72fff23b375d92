package app.velvet.venues.reservation;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.floorplan.FloorPlans;
import app.velvet.venues.floorplan.FloorPlans.EventTable;
import app.velvet.venues.hold.TakenTables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the guests of a reservation sit: sections and tables of its event, in the caller's transaction. */
@ApplicationScoped
class Seating {

    private static final String INVALID = "is invalid";

    private final FloorPlans plans;
    private final TakenTables takenTables;

    Seating(FloorPlans plans, TakenTables takenTables) {
        this.plans = plans;
        this.takenTables = takenTables;
    }

    /** What of a reservation decides where its guests can sit. */
    record Seats(
            long eventId,
            Long sectionId,
            List<Long> requestedTableIds,
            List<Long> tableIds,
            int guests,
            Double minimum) {

        static final Seats NONE = new Seats(0, null, List.of(), List.of(), 0, null);

        static Seats of(Reservation reservation) {
            return new Seats(
                    reservation.eventId(),
                    reservation.sectionId(),
                    reservation.requestedTableIds(),
                    reservation.assignedTableIds(),
                    reservation.partySize(),
                    reservation.minimum());
        }
    }

    /**
     * Sees to it that the guests can sit where the reservation says. What was agreed upon before by somebody who may override
     * the rules stays agreed upon.
     *
     * @param before {@link Seats#NONE} for a new reservation
     */
    Uni<Void> check(ReservationAccess access, Seats before, Reservation reservation) {
        if (reservation.sectionId() == null && reservation.status().stage().needsSection()) {
            throw new InvalidFieldsException("reservation_section_id", "can't be blank");
        }
        return checkSection(access, before, reservation).chain(() -> checkTables(access, before, reservation));
    }

    /**
     * Gives the reservation the tables that it names, and takes from it what it does not name any more.
     *
     * @param before which it had
     * @return what is to be published: holds that have ended by that. Fails with {@link ReservationError#TABLE_TAKEN}, or with
     *     a violation of {@link TakenTables#CONSTRAINT} if somebody is faster right now
     */
    Uni<List<ChangeEvent>> take(ReservationAccess access, List<Long> before, Reservation reservation) {
        var wanted = reservation.takenTableIds();
        if (wanted.equals(before)) {
            return Uni.createFrom().item(List.of());
        }
        var added = wanted.stream().filter(id -> !before.contains(id)).toList();
        return takenTables
                .release(reservation.companyId(), reservation.id())
                .chain(() -> endHolds(access, reservation, added))
                .call(() -> requireFree(reservation, added))
                .call(() ->
                        takenTables.assign(reservation.companyId(), reservation.eventId(), reservation.id(), wanted));
    }

    private Uni<Void> checkSection(ReservationAccess access, Seats before, Reservation reservation) {
        if (reservation.sectionId() == null) {
            reservation.askedFor(null);
            return Uni.createFrom().voidItem();
        }
        return plans.findSection(reservation.companyId(), reservation.eventId(), reservation.sectionId())
                .map(found -> found.orElseThrow(() -> new InvalidFieldsException("reservation_section_id", INVALID)))
                .invoke(section -> reservation.askedFor(section.minimum()))
                .invoke(section -> {
                    var agreed = Objects.equals(before.sectionId(), reservation.sectionId())
                            && Objects.equals(before.minimum(), reservation.minimum());
                    if (!agreed
                            && reservation.minimum() < section.minimum()
                            && !access.mayOverrideMinimum(reservation.audience())) {
                        throw new InvalidFieldsException("minimum", "is below that of the section");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> checkTables(ReservationAccess access, Seats before, Reservation reservation) {
        var named = Stream.concat(reservation.requestedTableIds().stream(), reservation.assignedTableIds().stream())
                .distinct()
                .toList();
        return plans.findTables(reservation.companyId(), reservation.eventId(), named)
                .invoke(tables -> requireKnown("requested_table_ids", reservation.requestedTableIds(), tables))
                .invoke(tables -> requireKnown("assigned_table_ids", reservation.assignedTableIds(), tables))
                .invoke(tables -> checkCapacity(access, before, reservation, tables))
                .replaceWithVoid();
    }

    private static void requireKnown(String field, List<Long> ids, List<EventTable> tables) {
        if (!tables.stream().map(EventTable::id).toList().containsAll(ids)) {
            throw new InvalidFieldsException(field, INVALID);
        }
    }

    private static void checkCapacity(
            ReservationAccess access, Seats before, Reservation reservation, List<EventTable> tables) {
        var assigned = reservation.assignedTableIds();
        var agreed = before.tableIds().equals(assigned) && before.guests() >= reservation.partySize();
        int capacity = tables.stream()
                .filter(table -> assigned.contains(table.id()))
                .mapToInt(EventTable::capacity)
                .sum();
        if (!assigned.isEmpty()
                && !agreed
                && reservation.partySize() > capacity
                && !access.mayOverridePartySize(reservation.audience())) {
            throw new InvalidFieldsException("assigned_table_ids", "have not enough places");
        }
    }

    /** For the holder himself, or by who may change the venue's reservations. */
    private Uni<List<ChangeEvent>> endHolds(ReservationAccess access, Reservation reservation, List<Long> tableIds) {
        return takenTables
                .endHolds(
                        access.caller(),
                        tableIds,
                        holder -> holder == access.caller().userId()
                                || Objects.equals(reservation.originatorId(), holder)
                                || access.mayChange(reservation.audience()))
                .call(ended -> refuse(reservation, ended.keptTableIds()))
                .map(TakenTables.EndedHolds::changes);
    }

    private Uni<Void> requireFree(Reservation reservation, List<Long> tableIds) {
        return takenTables.assigned(reservation.companyId(), tableIds).chain(taken -> refuse(reservation, taken));
    }

    /** Names the first table that somebody else has. */
    private Uni<Void> refuse(Reservation reservation, List<Long> takenIds) {
        return takenIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : plans.findTables(reservation.companyId(), reservation.eventId(), takenIds)
                        .invoke(tables -> {
                            throw new RefusedException(
                                    ReservationError.TABLE_TAKEN, tables.get(0).name());
                        })
                        .replaceWithVoid();
    }
}
