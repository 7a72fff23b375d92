package app.velvet.venues.tally;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.event.EventError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door counter. */
@Path("/api/v1/tallies")
@Authenticated
@Tag(name = "Tallies")
@RefusedWith({TallyError.class, EventError.class})
class TallyResource {

    private static final int CHUNK = 500;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final TallyService tallies;
    private final StreamedList streamed;

    TallyResource(CurrentCaller caller, RequestParameters parameters, TallyService tallies, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.tallies = tallies;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The tallies that the caller may see",
            description = "All of them, or those of one event. Needs `Guestlist: read`.")
    @Accepts(value = TallyResource.class, reader = "eventId")
    @APIResponseSchema(TallyView[].class)
    public Multi<Buffer> list() {
        var access = access();
        var eventId = parameters.read(TallyResource::eventId);
        return streamed.of(after -> tallies.after(after, CHUNK, access, eventId), TallyView::id);
    }

    @PUT
    @Path("/change")
    @Operation(
            summary = "Counts guests",
            description =
                    "Adds `actual_count_difference` (negative: takes away) to the tally, which is made if there is none, and"
                            + " never falls below 0. However many count at once, all of it counts. Without `user_id` the caller's."
                            + " `guestlist_type_id` is one of the event's. Needs `Guestlist: manage`; with the scope `self` for"
                            + " one's own tallies.")
    @Accepts(CountChange.class)
    public Uni<TallyView> change() {
        return tallies.change(access(), parameters.read(CountChange::read));
    }

    @POST
    @Operation(
            summary = "Makes a tally",
            description = "There is one for each event, user, type and guestlist type. Needs `Guestlist: manage`.")
    @Accepts(value = NewTally.class, within = "tally")
    @HonoursIdempotencyKey
    public Uni<TallyView> create() {
        return tallies.create(access(), parameters.read(fields -> fields.requiredTree("tally", NewTally::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Says how many a tally counts", description = "Needs `Guestlist: manage`.")
    @Accepts(value = TallyCount.class, within = "tally")
    public Uni<TallyView> update(@PathParam("id") long id) {
        return tallies.update(access(), id, parameters.read(fields -> fields.requiredTree("tally", TallyCount::read)));
    }

    private TallyAccess access() {
        return new TallyAccess(caller.require());
    }

    private static Long eventId(Fields fields) {
        return fields.id("event_id");
    }
}
