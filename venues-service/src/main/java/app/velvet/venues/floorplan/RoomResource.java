package app.velvet.venues.floorplan;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.venue.VenueError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rooms of a venue's floor plan. */
@Path("/api/v1/venues/{venueId}/rooms")
@Authenticated
@Tag(name = "Floor plans")
@RefusedWith({VenueError.class, FloorPlanError.class})
class RoomResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final FloorPlanService plans;

    RoomResource(CurrentCaller caller, RequestParameters parameters, FloorPlanService plans) {
        this.caller = caller;
        this.parameters = parameters;
        this.plans = plans;
    }

    @GET
    @Operation(summary = "The rooms of a venue", description = "For who works there, or may read its events.")
    public Uni<List<RoomView>> list(@PathParam("venueId") long venueId) {
        return plans.get(caller.require(), venueId).map(FloorPlan::roomViews);
    }

    @POST
    @Operation(
            summary = "Adds a room to a venue",
            description = "Required: `name`. Events that are there already do not get it. Needs `Template: manage`.")
    @Accepts(value = RoomPatch.class, reader = "readNew", within = "room")
    @HonoursIdempotencyKey
    public Uni<RoomView> create(@PathParam("venueId") long venueId) {
        return plans.createRoom(
                caller.require(), venueId, parameters.read(fields -> fields.requiredTree("room", RoomPatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a room of a venue",
            description = "The fields of adding one; only the given ones change. Needs `Template: manage`.")
    @Accepts(value = RoomPatch.class, within = "room")
    public Uni<RoomView> update(@PathParam("venueId") long venueId, @PathParam("id") long id) {
        return plans.updateRoom(
                caller.require(), venueId, id, parameters.read(fields -> fields.requiredTree("room", RoomPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a room of a venue",
            description = "Not while it has sections. Needs `Template: manage`.")
    public Uni<Message> delete(@PathParam("venueId") long venueId, @PathParam("id") long id) {
        return plans.deleteRoom(caller.require(), venueId, id);
    }
}
