package app.velvet.venues.event;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.event.EventFloorPlans.SectionName;
import app.velvet.venues.event.EventFloorPlans.TableName;
import app.velvet.venues.floorplan.RoomView;
import app.velvet.venues.floorplan.SectionView;
import app.velvet.venues.floorplan.TableView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The copies of floor plans that events took. */
@Path("/api/v1/events")
@Authenticated
@Tag(name = "Events")
@RefusedWith(EventError.class)
class EventFloorPlanResource {

    private static final int CHUNK = 500;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final EventService events;
    private final EventFloorPlans plans;
    private final StreamedList streamed;

    EventFloorPlanResource(
            CurrentCaller caller,
            RequestParameters parameters,
            EventService events,
            EventFloorPlans plans,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.events = events;
        this.plans = plans;
        this.streamed = streamed;
    }

    @GET
    @Path("/rooms")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The rooms of all events that the caller may see", description = "Needs `Event: read`.")
    @Accepts(value = EventFloorPlanResource.class, reader = "roomIds")
    @APIResponseSchema(RoomView[].class)
    public Multi<Buffer> rooms() {
        var access = access();
        var ids = parameters.read(EventFloorPlanResource::roomIds);
        return streamed.of(after -> plans.rooms(after, CHUNK, access, ids), RoomView::id);
    }

    @GET
    @Path("/sections")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The sections of all events that the caller may see", description = "Needs `Event: read`.")
    @Accepts(value = EventFloorPlanResource.class, reader = "sectionIds")
    @APIResponseSchema(SectionName[].class)
    public Multi<Buffer> sections() {
        var access = access();
        var ids = parameters.read(EventFloorPlanResource::sectionIds);
        return streamed.of(after -> plans.sections(after, CHUNK, access, ids), SectionName::id);
    }

    @GET
    @Path("/tables")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The tables of all events that the caller may see", description = "Needs `Event: read`.")
    @Accepts(value = EventFloorPlanResource.class, reader = "sectionIds")
    @Accepts(value = EventFloorPlanResource.class, reader = "tableIds")
    @APIResponseSchema(TableName[].class)
    public Multi<Buffer> tables() {
        var access = access();
        var sectionIds = parameters.read(EventFloorPlanResource::sectionIds);
        var ids = parameters.read(EventFloorPlanResource::tableIds);
        return streamed.of(after -> plans.tables(after, CHUNK, access, sectionIds, ids), TableName::id);
    }

    @GET
    @Path("/{id}/rooms")
    @Operation(summary = "The rooms of an event", description = "Needs `Event: read`.")
    public Uni<List<RoomView>> roomsOf(@PathParam("id") long id) {
        return events.get(access(), id).map(WholeEvent::rooms);
    }

    @GET
    @Path("/{id}/sections")
    @Operation(summary = "The sections of an event", description = "Needs `Event: read`.")
    public Uni<List<SectionView>> sectionsOf(@PathParam("id") long id) {
        return events.get(access(), id).map(WholeEvent::sections);
    }

    @GET
    @Path("/{id}/tables")
    @Operation(summary = "The tables of an event", description = "Needs `Event: read`.")
    public Uni<List<TableView>> tablesOf(@PathParam("id") long id) {
        return events.get(access(), id).map(WholeEvent::tables);
    }

    private static List<Long> roomIds(Fields fields) {
        return fields.ids("room_ids");
    }

    private static List<Long> sectionIds(Fields fields) {
        return fields.ids("section_ids");
    }

    private static List<Long> tableIds(Fields fields) {
        return fields.ids("table_ids");
    }

    private EventAccess access() {
        return new EventAccess(caller.require());
    }
}
