package app.velvet.contacts.tag;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The categories of the caller's company's tags; {@link TagResource} lists them. */
@Path("/api/v1/settings/tag_categories")
@Authenticated
@Tag(name = "Tags")
@RefusedWith(TagError.class)
class TagCategoryResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final TagCategoryService categories;

    TagCategoryResource(CurrentCaller caller, RequestParameters parameters, TagCategoryService categories) {
        this.caller = caller;
        this.parameters = parameters;
        this.categories = categories;
    }

    @POST
    @Operation(
            summary = "Makes a category of tags",
            description = "Without `parent_id` at the top of the tree. Needs `Company: manage`.")
    @Accepts(value = NewTagCategory.class, within = "tag_category")
    @HonoursIdempotencyKey
    public Uni<TagCategoryView> create() {
        return categories.create(
                caller.require(), parameters.read(fields -> fields.requiredTree("tag_category", NewTagCategory::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Renames or moves a category",
            description = "Only the given fields change; not below itself. Needs `Company: manage`.")
    @Accepts(value = TagCategoryPatch.class, within = "tag_category")
    public Uni<TagCategoryView> update(@PathParam("id") long id) {
        return categories.update(
                caller.require(),
                id,
                parameters.read(fields -> fields.requiredTree("tag_category", TagCategoryPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a category",
            description = "Not while it has children or tags. Needs `Company: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return categories.delete(caller.require(), id).replaceWith(Message.SUCCESS);
    }
}
