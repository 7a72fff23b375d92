package app.velvet.auth.staff;

import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.UserError;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserView;
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

@Path("/api/v1/staff")
@Authenticated
@Tag(name = "Staff")
@RefusedWith(UserError.class)
public class StaffResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final StaffService staff;

    StaffResource(CurrentCaller caller, RequestParameters parameters, StaffService staff) {
        this.caller = caller;
        this.parameters = parameters;
        this.staff = staff;
    }

    @GET
    @Operation(
            summary = "The staff",
            description = "All who are active, or with `ids[]` those, also if they have been deactivated: old records"
                    + " still name them. With `promoters=true` promoters only.")
    public Uni<List<UserView>> list() {
        return staff.list(caller.require(), parameters.read(StaffQuery::read));
    }

    @POST
    @Operation(
            summary = "Adds a user",
            description = "`user: {first_name, last_name, email, password, gender, title, department_name, birthdate,"
                    + " permission_level_id, active, promoter}`; the first four are required. Without a permission level he"
                    + " may do nothing that needs a permission. Needs `User: manage`. Honours `Idempotency-Key`.")
    public Uni<UserView> add() {
        return staff.add(caller.require(), parameters.read(fields -> fields.requiredTree("user", NewUser::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a user",
            description =
                    "The fields of adding one; only the given ones change. A new password and a deactivation end all"
                            + " sessions of the user. Needs `User: manage`.")
    public Uni<UserView> change(@PathParam("id") long id) {
        return staff.change(
                caller.require(), id, parameters.read(fields -> fields.requiredTree("user", UserPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivates a user",
            description = "All his sessions end. `user[active]=true` brings him back. Needs `User: manage`.")
    public Uni<UserView> deactivate(@PathParam("id") long id) {
        return staff.change(caller.require(), id, UserPatch.deactivation());
    }
}
