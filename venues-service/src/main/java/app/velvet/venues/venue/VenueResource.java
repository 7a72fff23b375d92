package app.velvet.venues.venue;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.image.ImageError;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
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

/** The venues of the caller's company. */
@Path("/api/v1/venues")
@Authenticated
@Tag(name = "Venues")
@RefusedWith(VenueError.class)
class VenueResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final VenueService venues;

    VenueResource(CurrentCaller caller, RequestParameters parameters, VenueService venues) {
        this.caller = caller;
        this.parameters = parameters;
        this.venues = venues;
    }

    @GET
    @Path("/list")
    @Operation(
            summary = "The venues where the caller works",
            description = "`timezone` is how many hours the clocks there are ahead of UTC when it is not summer,"
                    + " `time_zone` the zone.")
    public Uni<List<VenueView>> list() {
        return venues.ofCaller(caller.require());
    }

    @POST
    @Path("/set_filters")
    @Operation(
            summary = "Selects the venues that the caller wants to see",
            description = "A list, or ids with commas between them, of venues where he works; `0` for all of"
                    + " them. Answers with the venues that are selected now. Lists of events, reservations and guestlists that"
                    + " are asked for without ids or `venue_id` then show only those.")
    @Accepts(VenueFilter.class)
    public Uni<List<VenueView>> select() {
        return venues.select(caller.require(), parameters.read(VenueFilter::read));
    }

    @POST
    @Operation(
            summary = "Makes a venue",
            description =
                    "Required: `name`, and `time_zone`, a name of IANA's, by which its events are timed. `logo` is a"
                            + " file or a `data:` URL of a JPEG, PNG, GIF or WebP image. Needs `Company: manage`.")
    @RefusedWith({VenueError.class, ImageError.class})
    @Accepts(value = VenuePatch.class, reader = "readNew", within = "venue")
    @HonoursIdempotencyKey
    public Uni<VenueView> create() {
        return venues.create(
                caller.require(), parameters.read(fields -> fields.requiredTree("venue", VenuePatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a venue",
            description =
                    "The fields of making one; only the given ones change, an empty `logo` clears it. Its events keep"
                            + " the hours that their clocks showed in another time zone. Needs `Company: manage`.")
    @RefusedWith({VenueError.class, ImageError.class})
    @Accepts(value = VenuePatch.class, within = "venue")
    public Uni<VenueView> update(@PathParam("id") long id) {
        return venues.update(
                caller.require(), id, parameters.read(fields -> fields.requiredTree("venue", VenuePatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a venue",
            description =
                    "With its floor plan, its guestlist templates and who works there; not while it has events. Needs"
                            + " `Company: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return venues.delete(caller.require(), id).replaceWith(Message.SUCCESS);
    }

    @PUT
    @Path("/{id}/staff")
    @Operation(
            summary = "Says who works at a venue",
            description = "The list replaces all of it. Whoever works at venues has one home venue: the"
                    + " first, until `home` says otherwise; it is taken from the one he had, and who loses it gets another of"
                    + " his. Needs `Company: manage`.")
    @Accepts(StaffAtVenue.class)
    public Uni<List<UserVenueView>> replaceStaff(@PathParam("id") long id) {
        return venues.replaceStaff(caller.require(), id, parameters.read(StaffAtVenue::read));
    }
}
