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

/** The sections of a venue's floor plan. */
@Path("/api/v1/venues/{venueId}/sections")
@Authenticated
@Tag(name = "Floor plans")
@RefusedWith({VenueError.class, FloorPlanError.class})
class SectionResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final FloorPlanService plans;

    SectionResource(CurrentCaller caller, RequestParameters parameters, FloorPlanService plans) {
        this.caller = caller;
        this.parameters = parameters;
        this.plans = plans;
    }

    @GET
    @Operation(summary = "The sections of a venue", description = "For who works there, or may read its events.")
    public Uni<List<SectionView>> list(@PathParam("venueId") long venueId) {
        return plans.get(caller.require(), venueId).map(FloorPlan::sectionViews);
    }

    @POST
    @Operation(
            summary = "Adds a section to a venue",
            description =
                    "Required: `name` and `reservation_room_id`. Events that are there already do not get it. Needs `Template: manage`.")
    @Accepts(value = SectionPatch.class, reader = "readNew", within = "section")
    @HonoursIdempotencyKey
    public Uni<SectionView> create(@PathParam("venueId") long venueId) {
        return plans.createSection(
                caller.require(),
                venueId,
                parameters.read(fields -> fields.requiredTree("section", SectionPatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a section of a venue",
            description = "The fields of adding one; only the given ones change. Needs `Template: manage`.")
    @Accepts(value = SectionPatch.class, within = "section")
    public Uni<SectionView> update(@PathParam("venueId") long venueId, @PathParam("id") long id) {
        return plans.updateSection(
                caller.require(),
                venueId,
                id,
                parameters.read(fields -> fields.requiredTree("section", SectionPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a section of a venue",
            description = "Not while it has tables. Needs `Template: manage`.")
    public Uni<Message> delete(@PathParam("venueId") long venueId, @PathParam("id") long id) {
        return plans.deleteSection(caller.require(), venueId, id);
    }
}
