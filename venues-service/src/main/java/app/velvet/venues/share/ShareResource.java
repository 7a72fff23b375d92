package app.velvet.venues.share;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.event.EventError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes down that users share an event. */
@Path("/api/v1/events/{id}/share_log")
@Authenticated
@Tag(name = "Events")
@RefusedWith(EventError.class)
class ShareResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ShareService shares;

    ShareResource(CurrentCaller caller, RequestParameters parameters, ShareService shares) {
        this.caller = caller;
        this.parameters = parameters;
        this.shares = shares;
    }

    @POST
    @Operation(
            summary = "Takes down that the caller has shared an event in a social network",
            description = "It counts towards his goals. Needs `Event: read`.")
    @Accepts(NewShare.class)
    @HonoursIdempotencyKey
    public Uni<Message> log(@PathParam("id") long id) {
        return shares.log(caller.require(), id, parameters.read(NewShare::read));
    }
}
