package app.velvet.venues.event;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.image.ImageError;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.DELETE;
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

/** Who performs at the events of the caller's company. */
@Path("/api/v1/artists")
@Authenticated
@Tag(name = "Artists")
@RefusedWith(EventError.class)
class ArtistResource {

    private static final int CHUNK = 500;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ArtistService artists;
    private final StreamedList streamed;

    ArtistResource(CurrentCaller caller, RequestParameters parameters, ArtistService artists, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.artists = artists;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The artists",
            description = "With dates those who perform then at events that the caller may read.")
    @Accepts(value = EventCriteria.class, reader = "readDates")
    @APIResponseSchema(ArtistView[].class)
    public Multi<Buffer> list() {
        var access = new EventAccess(caller.require());
        var criteria = parameters.read(EventCriteria::readDates);
        return streamed.of(after -> artists.after(after, CHUNK, access, criteria), ArtistView::id);
    }

    @POST
    @Operation(
            summary = "Adds an artist",
            description =
                    "Required: `name`. `avatar` is a file or a `data:` URL of a JPEG, PNG, GIF or WebP image. Needs"
                            + " `Event: manage` in any scope.")
    @RefusedWith({EventError.class, ImageError.class})
    @Accepts(value = ArtistPatch.class, reader = "readNew", within = "artist")
    @HonoursIdempotencyKey
    public Uni<ArtistView> create() {
        return artists.create(
                caller.require(), parameters.read(fields -> fields.requiredTree("artist", ArtistPatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes an artist",
            description =
                    "The fields of adding one; only the given ones change, an empty `avatar` clears it. Events tell of"
                            + " it soon. Needs `Event: manage` in the whole company, for artists perform at all venues.")
    @RefusedWith({EventError.class, ImageError.class})
    @Accepts(value = ArtistPatch.class, within = "artist")
    public Uni<ArtistView> update(@PathParam("id") long id) {
        return artists.update(
                caller.require(), id, parameters.read(fields -> fields.requiredTree("artist", ArtistPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes an artist",
            description = "Not one who performs at an event. Needs `Event: manage` in the whole company.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return artists.delete(caller.require(), id).replaceWith(Message.SUCCESS);
    }
}
