package app.velvet.auth.apikey;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/api_keys")
@Authenticated
@Tag(name = "API keys")
@RefusedWith(ApiKeyError.class)
class ApiKeyResource {

    private static final int CHUNK = 100;
    private static final Message DELETED = new Message("The API key was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ApiKeyService keys;
    private final StreamedList streamed;

    ApiKeyResource(CurrentCaller caller, RequestParameters parameters, ApiKeyService keys, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.keys = keys;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The company's API keys", description = "Without their tokens. Needs `Company: manage`.")
    @APIResponseSchema(ApiKeyView[].class)
    public Multi<Buffer> list() {
        var reader = caller.require();
        return streamed.of(after -> keys.after(after, CHUNK, reader), ApiKeyView::id);
    }

    @POST
    @Operation(
            summary = "Makes an API key",
            description =
                    "Its token is shown this once. Whoever has it may do everything in the company, and what it does"
                            + " is named as the key. Needs `Company: manage`.")
    @Accepts(value = NewApiKey.class, within = "api_key")
    @HonoursIdempotencyKey
    public Uni<IssuedApiKeyView> issue() {
        return keys.issue(caller.require(), parameters.read(fields -> fields.requiredTree("api_key", NewApiKey::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Deletes an API key", description = "Its token ends. Needs `Company: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return keys.delete(caller.require(), id).replaceWith(DELETED);
    }
}
