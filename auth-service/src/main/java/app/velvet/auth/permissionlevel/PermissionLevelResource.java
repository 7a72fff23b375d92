package app.velvet.auth.permissionlevel;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
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

@Path("/api/v1/permission_levels")
@Authenticated
@Tag(name = "Permission levels")
@RefusedWith(PermissionLevelError.class)
class PermissionLevelResource {

    private static final int CHUNK = 100;
    private static final Message DELETED = new Message("The permission level was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final PermissionLevelService levels;
    private final StreamedList streamed;

    PermissionLevelResource(
            CurrentCaller caller, RequestParameters parameters, PermissionLevelService levels, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.levels = levels;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The company's permission levels", description = "Needs `PermissionLevel: read`.")
    @APIResponseSchema(PermissionLevelView[].class)
    public Multi<Buffer> list() {
        var reader = caller.require();
        return streamed.of(after -> levels.after(after, CHUNK, reader), PermissionLevelView::id);
    }

    @POST
    @Operation(
            summary = "Makes a permission level",
            description = "A subject or action that does not exist is refused. Needs `PermissionLevel: manage`.")
    @Accepts(NewPermissionLevel.class)
    @HonoursIdempotencyKey
    public Uni<PermissionLevelView> create() {
        return levels.create(caller.require(), parameters.read(NewPermissionLevel::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a permission level, and with it what all its users may do",
            description =
                    "Only the given fields change, a given `permissions_struct` replaces the"
                            + " old one as a whole. It reaches up to some hundreds of users at once, the others soon. Needs `PermissionLevel: manage`.")
    @Accepts(PermissionLevelPatch.class)
    public Uni<PermissionLevelView> update(@PathParam("id") long id) {
        return levels.update(caller.require(), id, parameters.read(PermissionLevelPatch::read));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a permission level",
            description = "Not while a user has it, be he deactivated. Needs `PermissionLevel: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return levels.delete(caller.require(), id).replaceWith(DELETED);
    }
}
