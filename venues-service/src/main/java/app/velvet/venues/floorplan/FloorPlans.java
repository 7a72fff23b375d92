package app.velvet.venues.floorplan;

import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.PartOfVenue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The floor plans of venues, as events take them over. */
@ApplicationScoped
public class FloorPlans implements PartOfVenue {

    private final FloorPlanRepository plans;

    FloorPlans(FloorPlanRepository plans) {
        this.plans = plans;
    }

    /**
     * A section of an event.
     *
     * @param minimum what a reservation there has to spend at least
     */
    public record EventSection(long id, double minimum) {}

    /** A table of an event. */
    public record EventTable(long id, String name, int capacity) {}

    /** Empty if the event has no such section. */
    public Uni<Optional<EventSection>> findSection(long companyId, long eventId, long sectionId) {
        return plans.findOfEvent(companyId, eventId, List.of(sectionId), FloorSection.class)
                .map(found ->
                        found.stream().findFirst().map(section -> new EventSection(section.id(), section.minimum())));
    }

    /** Those of these tables that the event has, in id order. */
    public Uni<List<EventTable>> findTables(long companyId, long eventId, Collection<Long> tableIds) {
        return plans.findOfEvent(companyId, eventId, tableIds, FloorTable.class)
                .map(found -> found.stream()
                        .map(table -> new EventTable(table.id(), table.name(), table.capacity()))
                        .toList());
    }

    /** Gives an event a copy of its venue's floor plan, with ids of its own, in the caller's transaction. */
    public Uni<Void> copy(long companyId, long venueId, long eventId) {
        return plans.ofVenue(companyId, venueId).chain(plan -> copy(plan, eventId));
    }

    /** Takes it away again. */
    public Uni<Void> remove(long companyId, long eventId) {
        return plans.ofEvent(companyId, eventId).chain(plan -> plans.removeAll(companyId, plan.parts()));
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long venueId, long actorId) {
        return plans.ofVenue(companyId, venueId)
                .chain(plan -> plans.removeAll(companyId, plan.parts()))
                .replaceWith(List.of());
    }

    /** From rooms inwards: a copy has to be stored for what is in it to name it. */
    private Uni<Void> copy(FloorPlan plan, long eventId) {
        return plans.addAll(
                        plan.rooms().stream().map(room -> room.copy(eventId)).toList())
                .map(rooms -> FloorPlan.byOriginal(
                        plan.rooms().stream().map(FloorRoom::id).toList(), rooms))
                .chain(rooms -> plans.addAll(plan.sections().stream()
                        .map(section -> section.copy(eventId, rooms.get(section.roomId())))
                        .toList()))
                .map(sections -> FloorPlan.byOriginal(
                        plan.sections().stream().map(FloorSection::id).toList(), sections))
                .chain(sections -> plans.addAll(plan.tables().stream()
                        .map(table -> table.copy(eventId, sections.get(table.sectionId())))
                        .toList()))
                .replaceWithVoid();
    }
}
