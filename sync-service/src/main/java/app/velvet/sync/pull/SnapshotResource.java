package app.velvet.sync.pull;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /last_changes/snapshot}; the platform leads a request at the root here too. */
@Path("/api/v1/last_changes/snapshot")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SnapshotResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final SnapshotService snapshots;
    private final RoutingContext request;

    SnapshotResource(
            CurrentCaller caller, RequestParameters parameters, SnapshotService snapshots, RoutingContext request) {
        this.caller = caller;
        this.parameters = parameters;
        this.snapshots = snapshots;
        this.request = request;
    }

    @GET
    @Operation(
            summary = "Everything that the user may see",
            description =
                    "A full load in one request: an answer as that of `/last_changes` with a `create` for each entity, by class"
                            + " and id. Acknowledge its `timestamp` and go on from its `cursor` (or that `timestamp`): whatever"
                            + " changes while it is written comes after that, though some of it may be in it already. It needs no"
                            + " acknowledgment. It breaks off, so that it is no JSON, if the user's rights or session end"
                            + " meanwhile. The same is answered at `/last_changes/snapshot`.")
    @Accepts(SnapshotClasses.class)
    @APIResponse(responseCode = "200", description = "Everything, with where to go on")
    public Multi<Buffer> snapshot() {
        var reader = caller.require();
        var classes = parameters.read(SnapshotClasses::read);
        return StreamedAnswer.of(snapshots.snapshot(reader, classes), request);
    }
}
