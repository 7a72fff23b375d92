package app.velvet.auth.endedaccess;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

@Path("/internal/ended_access")
@PermitAll
@Tag(name = "Internal")
class EndedAccessResource {

    private static final int LONGEST_CURSOR = 64;

    private final RequestParameters parameters;
    private final EndedAccessReading reading;

    EndedAccessResource(RequestParameters parameters, EndedAccessReading reading) {
        this.parameters = parameters;
        this.reading = reading;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Who has lost access",
            description =
                    "Ended sessions whose tokens have not expired, deactivated users and companies: all of them, or with"
                            + " `since` (the `cursor` of an earlier answer) those that answer did not know, and perhaps some it did."
                            + " A cursor that cannot be read counts as none.")
    @APIResponse(
            responseCode = "200",
            description = "Who has lost access",
            content = @Content(schema = @Schema(implementation = EndedAccessView.class)))
    @Accepts(value = EndedAccessResource.class, reader = "since")
    public Multi<Buffer> list() {
        return RestMulti.fromMultiData(reading.since(parameters.read(EndedAccessResource::since)))
                .encodeAsJsonArray(false)
                .build();
    }

    private static String since(Fields fields) {
        return fields.text("since", LONGEST_CURSOR);
    }
}
