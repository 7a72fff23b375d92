package app.velvet.sync.pull;

import app.velvet.api.openapi.Accepts;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /last_changes}; the platform leads a request at the root here too. Most never get here: {@link ShortAnswers}. */
@Path(LastChangesResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class LastChangesResource {

    static final String PATH = "/api/v1/last_changes";

    private final CurrentCaller caller;
    private final PullService pulls;
    private final AnswerStream answers;
    private final RoutingContext request;

    LastChangesResource(CurrentCaller caller, PullService pulls, AnswerStream answers, RoutingContext request) {
        this.caller = caller;
        this.pulls = pulls;
        this.answers = answers;
        this.request = request;
    }

    @GET
    @Operation(summary = "What changed for the user since a time", description = LastChangesDescription.TEXT)
    @Parameter(
            name = "start_date",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            description = "Changes at or after this time, of all classes")
    @Parameter(
            name = "options",
            in = ParameterIn.QUERY,
            style = ParameterStyle.DEEPOBJECT,
            schema = @Schema(implementation = Object.class),
            description = "options[<Class>][start_date]: the same for one class; overrides start_date for it")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            description = "The cursor of an answer: exactly what has changed since that, instead of start_date")
    @Accepts(Manner.class)
    @APIResponse(responseCode = "200", description = "Changes, or with status 1 why everything must be loaded")
    public Multi<Buffer> lastChanges() {
        var reader = caller.require();
        var parts = Opening.kept(request)
                .map(opening -> opening.onItem().transformToMulti(answers::of))
                .orElseGet(() -> pulls.pull(reader, Pull.of(request, reader.companyId())));
        return StreamedAnswer.of(parts, request);
    }
}
