package app.velvet.contacts.tag;

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

/** The tags of the caller's company. */
@Path("/api/v1/settings/tags")
@Authenticated
@Tag(name = "Tags")
@RefusedWith(TagError.class)
class TagResource {

    private static final int CHUNK = 100;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final TagService tags;
    private final TagCategoryService categories;
    private final StreamedList streamed;

    TagResource(
            CurrentCaller caller,
            RequestParameters parameters,
            TagService tags,
            TagCategoryService categories,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.tags = tags;
        this.categories = categories;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "All tags, by category",
            description = "The categories form a tree: `ancestry` is the id of the parent as a text.")
    @APIResponseSchema(TagCategoryView[].class)
    public Multi<Buffer> tree() {
        var reader = caller.require();
        return streamed.of(after -> categories.after(after, CHUNK, reader), TagCategoryView::id);
    }

    @POST
    @Operation(summary = "Makes a tag", description = "Needs `Company: manage`.")
    @Accepts(value = NewTag.class, within = "tag")
    @HonoursIdempotencyKey
    public Uni<TagView> create() {
        return tags.create(caller.require(), parameters.read(fields -> fields.requiredTree("tag", NewTag::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Renames or moves a tag",
            description = "Only the given fields change. Needs `Company: manage`.")
    @Accepts(value = TagPatch.class, within = "tag")
    public Uni<TagView> update(@PathParam("id") long id) {
        return tags.update(caller.require(), id, parameters.read(fields -> fields.requiredTree("tag", TagPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a tag",
            description =
                    "It leaves all contacts: up to some hundreds at once, the others soon. Needs `Company: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return tags.delete(caller.require(), id).replaceWith(Message.SUCCESS);
    }
}
