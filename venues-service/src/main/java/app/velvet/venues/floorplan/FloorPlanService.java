package app.velvet.venues.floorplan;

import app.velvet.api.answer.Message;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.Caller;
import app.velvet.venues.venue.VenueDirectory;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be done with the floor plan of a venue; its events keep the copies that they took. */
@ApplicationScoped
class FloorPlanService {

    private final FloorPlanRepository plans;
    private final VenueDirectory venues;
    private final Idempotency idempotency;

    FloorPlanService(FloorPlanRepository plans, VenueDirectory venues, Idempotency idempotency) {
        this.plans = plans;
        this.venues = venues;
        this.idempotency = idempotency;
    }

    @WithSession
    Uni<FloorPlan> get(Caller caller, long venueId) {
        return venues.requireReading(caller, venueId).chain(() -> plans.ofVenue(caller.companyId(), venueId));
    }

    @WithTransaction
    Uni<RoomView> createRoom(Caller caller, long venueId, RoomPatch patch) {
        return idempotency.once(caller, () -> roomCreated(caller, venueId, patch), RoomView.class);
    }

    @WithTransaction
    Uni<RoomView> updateRoom(Caller caller, long venueId, long id, RoomPatch patch) {
        return planForChange(caller, venueId)
                .map(plan -> requireRoom(plan, id))
                .invoke(room -> room.apply(patch))
                .map(RoomView::of);
    }

    @WithTransaction
    Uni<Message> deleteRoom(Caller caller, long venueId, long id) {
        return planForChange(caller, venueId).chain(plan -> {
            var room = requireRoom(plan, id);
            refuseIf(plan.sections(), section -> section.roomId() == id, FloorPlanError.ROOM_NOT_EMPTY);
            return removed(caller, room);
        });
    }

    @WithTransaction
    Uni<SectionView> createSection(Caller caller, long venueId, SectionPatch patch) {
        return idempotency.once(caller, () -> sectionCreated(caller, venueId, patch), SectionView.class);
    }

    @WithTransaction
    Uni<SectionView> updateSection(Caller caller, long venueId, long id, SectionPatch patch) {
        return planForChange(caller, venueId).map(plan -> {
            var section = requireSection(plan, id);
            section.apply(patch);
            requireRoomOf(plan, section);
            return plan.view(section);
        });
    }

    @WithTransaction
    Uni<Message> deleteSection(Caller caller, long venueId, long id) {
        return planForChange(caller, venueId).chain(plan -> {
            var section = requireSection(plan, id);
            refuseIf(plan.tables(), table -> table.sectionId() == id, FloorPlanError.SECTION_NOT_EMPTY);
            return removed(caller, section);
        });
    }

    @WithTransaction
    Uni<TableView> createTable(Caller caller, long venueId, TablePatch patch) {
        return idempotency.once(caller, () -> tableCreated(caller, venueId, patch), TableView.class);
    }

    @WithTransaction
    Uni<TableView> updateTable(Caller caller, long venueId, long id, TablePatch patch) {
        return planForChange(caller, venueId).map(plan -> {
            var table = requireTable(plan, id);
            table.apply(patch);
            requireSectionOf(plan, table);
            return TableView.of(table);
        });
    }

    @WithTransaction
    Uni<Message> deleteTable(Caller caller, long venueId, long id) {
        return planForChange(caller, venueId).chain(plan -> removed(caller, requireTable(plan, id)));
    }

    private Uni<RoomView> roomCreated(Caller caller, long venueId, RoomPatch patch) {
        var room = new FloorRoom(caller.companyId(), venueId);
        room.apply(patch);
        return venues.requireSettingUp(caller, venueId)
                .chain(() -> plans.add(room))
                .map(RoomView::of);
    }

    private Uni<SectionView> sectionCreated(Caller caller, long venueId, SectionPatch patch) {
        var section = new FloorSection(caller.companyId(), venueId);
        section.apply(patch);
        return planForChange(caller, venueId)
                .map(plan -> requireRoomOf(plan, section))
                .chain(room -> plans.add(section).map(added -> SectionView.of(added, room.name(), 0)));
    }

    private Uni<TableView> tableCreated(Caller caller, long venueId, TablePatch patch) {
        var table = new FloorTable(caller.companyId(), venueId);
        table.apply(patch);
        return planForChange(caller, venueId)
                .invoke(plan -> requireSectionOf(plan, table))
                .chain(() -> plans.add(table))
                .map(TableView::of);
    }

    private Uni<FloorPlan> planForChange(Caller caller, long venueId) {
        return venues.requireSettingUp(caller, venueId).chain(() -> plans.ofVenue(caller.companyId(), venueId));
    }

    private Uni<Message> removed(Caller caller, Object part) {
        return plans.removeAll(caller.companyId(), List.of(part)).replaceWith(Message.SUCCESS);
    }

    private static FloorRoom requireRoom(FloorPlan plan, long id) {
        return find(plan.rooms(), room -> room.id() == id)
                .orElseThrow(() -> new RefusedException(FloorPlanError.ROOM_NOT_FOUND, id));
    }

    private static FloorSection requireSection(FloorPlan plan, long id) {
        return find(plan.sections(), section -> section.id() == id)
                .orElseThrow(() -> new RefusedException(FloorPlanError.SECTION_NOT_FOUND, id));
    }

    private static FloorTable requireTable(FloorPlan plan, long id) {
        return find(plan.tables(), table -> table.id() == id)
                .orElseThrow(() -> new RefusedException(FloorPlanError.TABLE_NOT_FOUND, id));
    }

    private static FloorRoom requireRoomOf(FloorPlan plan, FloorSection section) {
        return find(plan.rooms(), room -> room.id() == section.roomId())
                .orElseThrow(() -> new InvalidFieldsException("reservation_room_id", "is invalid"));
    }

    private static void requireSectionOf(FloorPlan plan, FloorTable table) {
        find(plan.sections(), section -> section.id() == table.sectionId())
                .orElseThrow(() -> new InvalidFieldsException("reservation_section_id", "is invalid"));
    }

    private static <T> void refuseIf(List<T> parts, Predicate<T> inIt, FloorPlanError notEmpty) {
        if (find(parts, inIt).isPresent()) {
            throw new RefusedException(notEmpty);
        }
    }

    private static <T> Optional<T> find(List<T> parts, Predicate<T> wanted) {
        return parts.stream().filter(wanted).findFirst();
    }
}
