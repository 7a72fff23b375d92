package app.velvet.auth.endedaccess;

import app.velvet.api.parameters.RequestParameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/internal/ended_access")
@PermitAll
@Tag(name = "Internal")
public class EndedAccessResource {

    private static final int LONGEST_CURSOR = 64;

    private final RequestParameters parameters;
    private final EndedAccessRepository endedAccess;

    EndedAccessResource(RequestParameters parameters, EndedAccessRepository endedAccess) {
        this.parameters = parameters;
        this.endedAccess = endedAccess;
    }

    @GET
    @Operation(
            summary = "Who has lost access",
            description =
                    "Ended sessions whose tokens have not expired, deactivated users and companies: all of them, or with"
                            + " `since` (the `cursor` of an earlier answer) those that answer did not know, and perhaps some it did."
                            + " A cursor that cannot be read counts as none.")
    public Uni<EndedAccessView> list() {
        return endedAccess.since(parameters.read(fields -> fields.text("since", LONGEST_CURSOR)));
    }
}
