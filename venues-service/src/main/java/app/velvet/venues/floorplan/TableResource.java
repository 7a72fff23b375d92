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

/** The tables of a venue's floor plan. */
@Path("/api/v1/venues/{venueId}/tables")
@Authenticated
@Tag(name = "Floor plans")
@RefusedWith({VenueError.class, FloorPlanError.class})
class TableResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final FloorPlanService plans;

    TableResource(CurrentCaller caller, RequestParameters parameters, FloorPlanService plans) {
        this.caller = caller;
        this.parameters = parameters;
        this.plans = plans;
    }

    @GET
    @Operation(summary = "The tables of a venue", description = "For who works there, or may read its events.")
    public Uni<List<TableView>> list(@PathParam("venueId") long venueId) {
        return plans.get(caller.require(), venueId).map(FloorPlan::tableViews);
    }

    @POST
    @Operation(
            summary = "Adds a table to a venue",
            description =
                    "Required: `name` and `reservation_section_id`. Events that are there already do not get it. Needs `Template: manage`.")
    @Accepts(value = TablePatch.class, reader = "readNew", within = "table")
    @HonoursIdempotencyKey
    public Uni<TableView> create(@PathParam("venueId") long venueId) {
        return plans.createTable(
                caller.require(),
                venueId,
                parameters.read(fields -> fields.requiredTree("table", TablePatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a table of a venue",
            description = "The fields of adding one; only the given ones change. Needs `Template: manage`.")
    @Accepts(value = TablePatch.class, within = "table")
    public Uni<TableView> update(@PathParam("venueId") long venueId, @PathParam("id") long id) {
        return plans.updateTable(
                caller.require(),
                venueId,
                id,
                parameters.read(fields -> fields.requiredTree("table", TablePatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a table of a venue",
            description = "Events keep their copies of it. Needs `Template: manage`.")
    public Uni<Message> delete(@PathParam("venueId") long venueId, @PathParam("id") long id) {
        return plans.deleteTable(caller.require(), venueId, id);
    }
}
