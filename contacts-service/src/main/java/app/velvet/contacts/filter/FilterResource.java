package app.velvet.contacts.filter;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own filter patterns. */
@Path("/api/v1/filters")
@Authenticated
@Tag(name = "Filters")
@RefusedWith(FilterError.class)
class FilterResource {

    private static final int CHUNK = 20;
    private static final Message DELETED = new Message("The filter pattern was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final FilterService patterns;
    private final StreamedList streamed;

    FilterResource(CurrentCaller caller, RequestParameters parameters, FilterService patterns, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.patterns = patterns;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The caller's filter patterns",
            description = "`filter_id` of the list of contacts applies one.")
    @APIResponseSchema(FilterPatternView[].class)
    public Multi<Buffer> list() {
        var user = caller.require();
        return streamed.of(after -> patterns.after(after, CHUNK, user), FilterPatternView::id);
    }

    @POST
    @Operation(
            summary = "Keeps a filter pattern",
            description =
                    "A filter is `{is_included, key, value: []}`; `is_included` is a boolean, or `is` or `is_not`, and true"
                            + " where it is not given. Any key is kept; one that contacts cannot be filtered by is refused when"
                            + " the pattern is applied.")
    @Accepts(value = NewFilterPattern.class, within = "filter_pattern")
    @HonoursIdempotencyKey
    public Uni<FilterPatternView> create() {
        return patterns.create(
                caller.require(),
                parameters.read(fields -> fields.requiredTree("filter_pattern", NewFilterPattern::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a filter pattern",
            description = "Only the given fields change; given filters replace the old ones.")
    @Accepts(value = FilterPatternPatch.class, within = "filter_pattern")
    public Uni<FilterPatternView> update(@PathParam("id") long id) {
        return patterns.update(
                caller.require(),
                id,
                parameters.read(fields -> fields.requiredTree("filter_pattern", FilterPatternPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Deletes a filter pattern")
    public Uni<Message> delete(@PathParam("id") long id) {
        return patterns.delete(caller.require(), id).replaceWith(DELETED);
    }
}
