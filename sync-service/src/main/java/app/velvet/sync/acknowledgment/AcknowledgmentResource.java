package app.velvet.sync.acknowledgment;

import app.velvet.api.answer.Message;
import app.velvet.api.error.RefusedException;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.time.Timestamps;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /last_changes/acknowledgment}; the platform leads a request at the root here too. */
@Path("/api/v1/last_changes/acknowledgment")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@RefusedWith(AcknowledgmentError.class)
public class AcknowledgmentResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final Acknowledgments acknowledgments;

    public AcknowledgmentResource(CurrentCaller caller, RequestParameters parameters, Acknowledgments acknowledgments) {
        this.caller = caller;
        this.parameters = parameters;
        this.acknowledgments = acknowledgments;
    }

    @POST
    @Operation(
            summary = "The device has the state of a time, of all classes",
            description =
                    "Kept for each user and device. An earlier time than before is allowed, one in the future counts as"
                            + " now. It counts for a class only if it is later than the last change of what the user may see of it,"
                            + " and a few seconds more. The same is answered at `/last_changes/acknowledgment`.")
    @Parameter(
            name = "timestamp",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(implementation = String.class),
            description = "The moment of the client's database state")
    @APIResponse(responseCode = "200", description = "Acknowledged")
    public Uni<Message> acknowledge() {
        var time = timestamp(parameters.all())
                .orElseThrow(() -> new RefusedException(AcknowledgmentError.INVALID_TIMESTAMP));
        return acknowledgments.acknowledge(caller.require(), time).replaceWith(Message.SUCCESS);
    }

    private static Optional<Instant> timestamp(Parameters parameters) {
        return parameters.get("timestamp") instanceof String text ? Timestamps.parse(text) : Optional.empty();
    }
}
