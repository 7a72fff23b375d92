package app.velvet.sync.pull;

import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestMulti;

/** {@code GET /last_changes}. */
@Path("/")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class LastChangesResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final PullService pulls;

    LastChangesResource(CurrentCaller caller, RequestParameters parameters, PullService pulls) {
        this.caller = caller;
        this.parameters = parameters;
        this.pulls = pulls;
    }

    @GET
    @Path("api/v1/last_changes")
    public Multi<Buffer> lastChanges() {
        var answer = pulls.pull(caller.require(), Question.of(parameters.all()));
        return RestMulti.fromMultiData(answer).encodeAsJsonArray(false).build();
    }

    @GET
    @Path("last_changes")
    public Multi<Buffer> lastChangesAtRoot() {
        return lastChanges();
    }
}
