package app.velvet.sync.acknowledgment;

import app.velvet.api.error.RefusedException;
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

/** {@code POST /last_changes/acknowledgment}. */
@Path("/")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class AcknowledgmentResource {

    /** The answer to an acknowledgment. */
    public record Acknowledged(String message) {}

    private static final Acknowledged SUCCESS = new Acknowledged("Success");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final Acknowledgments acknowledgments;

    public AcknowledgmentResource(CurrentCaller caller, RequestParameters parameters, Acknowledgments acknowledgments) {
        this.caller = caller;
        this.parameters = parameters;
        this.acknowledgments = acknowledgments;
    }

    @POST
    @Path("api/v1/last_changes/acknowledgment")
    public Uni<Acknowledged> acknowledge() {
        var time = timestamp(parameters.all())
                .orElseThrow(() -> new RefusedException(AcknowledgmentError.INVALID_TIMESTAMP));
        return acknowledgments.acknowledge(caller.require(), time).replaceWith(SUCCESS);
    }

    @POST
    @Path("last_changes/acknowledgment")
    public Uni<Acknowledged> acknowledgeAtRoot() {
        return acknowledge();
    }

    private static Optional<Instant> timestamp(Parameters parameters) {
        return parameters.get("timestamp") instanceof String text ? Timestamps.parse(text) : Optional.empty();
    }
}
