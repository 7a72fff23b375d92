package app.velvet.auth.staff;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.UserError;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserView;
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

@Path("/api/v1/staff")
@Authenticated
@Tag(name = "Staff")
@RefusedWith(UserError.class)
class StaffResource {

    private static final int CHUNK = 500;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final StaffService staff;
    private final StreamedList streamed;

    StaffResource(CurrentCaller caller, RequestParameters parameters, StaffService staff, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.staff = staff;
        this.streamed = streamed;
    }

    @GET
    @Operation(
            summary = "The staff",
            description = "All who are active, or with `ids[]` those, also if they have been deactivated: old records"
                    + " still name them. With `promoters=true` promoters only.")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts(StaffQuery.class)
    @APIResponseSchema(UserView[].class)
    public Multi<Buffer> list() {
        var reader = caller.require();
        var query = parameters.read(StaffQuery::read);
        return streamed.of(after -> staff.after(after, CHUNK, reader, query), UserView::id);
    }

    @POST
    @Operation(
            summary = "Adds a user",
            description = "Without a permission level he may do nothing that needs a permission. Needs `User: manage`.")
    @Accepts(value = NewUser.class, within = "user")
    @HonoursIdempotencyKey
    public Uni<UserView> create() {
        return staff.create(caller.require(), parameters.read(fields -> fields.requiredTree("user", NewUser::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a user",
            description =
                    "Only the given fields change. A new password and a deactivation end all sessions of the user."
                            + " Needs `User: manage`.")
    @Accepts(value = UserPatch.class, within = "user")
    public Uni<UserView> update(@PathParam("id") long id) {
        return staff.update(
                caller.require(), id, parameters.read(fields -> fields.requiredTree("user", UserPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivates a user",
            description = "All his sessions end. `user[active]=true` brings him back. Needs `User: manage`.")
    public Uni<UserView> deactivate(@PathParam("id") long id) {
        return staff.update(caller.require(), id, UserPatch.deactivation());
    }
}
