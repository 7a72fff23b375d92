package app.velvet.auth.permissionlevel;

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

@Path("/api/v1/permission_levels")
@Authenticated
@Tag(name = "Permission levels")
@RefusedWith(PermissionLevelError.class)
public class PermissionLevelResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final PermissionLevelService levels;

    PermissionLevelResource(CurrentCaller caller, RequestParameters parameters, PermissionLevelService levels) {
        this.caller = caller;
        this.parameters = parameters;
        this.levels = levels;
    }

    @GET
    @Operation(summary = "The company's permission levels", description = "Needs `PermissionLevel: read`.")
    public Uni<List<PermissionLevelView>> list() {
        return levels.list(caller.require());
    }

    @POST
    @Operation(
            summary = "Makes a permission level",
            description = "`permission_level: {name, permissions_struct}`. A subject or action that does not exist is"
                    + " refused. Needs `PermissionLevel: manage`. Honours `Idempotency-Key`.")
    public Uni<PermissionLevelView> add() {
        return levels.add(caller.require(), parameters.read(NewPermissionLevel::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a permission level, and with it what all its users may do",
            description =
                    "The fields of making one; only the given ones change, a given `permissions_struct` replaces the"
                            + " old one as a whole. Needs `PermissionLevel: manage`.")
    public Uni<PermissionLevelView> change(@PathParam("id") long id) {
        return levels.change(caller.require(), id, parameters.read(PermissionLevelPatch::read));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a permission level",
            description = "Not while a user has it, be he deactivated. Needs `PermissionLevel: manage`.")
    public Uni<Deleted> delete(@PathParam("id") long id) {
        return levels.delete(caller.require(), id).replaceWith(Deleted.ANSWER);
    }

    public record Deleted(String message) {

        static final Deleted ANSWER = new Deleted("The permission level was successfully deleted");
    }
}
