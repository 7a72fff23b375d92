package app.velvet.venues.guestlisttype;

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

/** The guestlist templates of the caller's company. */
@Path("/api/v1/guestlist_templates")
@Authenticated
@Tag(name = "Guestlist types")
@RefusedWith(TemplateError.class)
class GuestlistTemplateResource {

    private static final int CHUNK = 200;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final GuestlistTemplateService templates;
    private final StreamedList streamed;

    GuestlistTemplateResource(
            CurrentCaller caller,
            RequestParameters parameters,
            GuestlistTemplateService templates,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.templates = templates;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Guestlist templates with their types",
            description = "Of the venues where the caller works, or may read events.")
    @APIResponseSchema(TemplateView[].class)
    public Multi<Buffer> list() {
        var reader = caller.require();
        return streamed.of(after -> templates.after(after, CHUNK, reader), TemplateView::id);
    }

    @POST
    @Operation(
            summary = "Makes a guestlist template",
            description =
                    "Required: `name`, `venue_id`, and of each type `name` and `gender_type`. Needs `Template: manage` at the"
                            + " venue.")
    @Accepts(value = TemplatePatch.class, reader = "readNew", within = "guestlist_template")
    @HonoursIdempotencyKey
    public Uni<TemplateView> create() {
        return templates.create(
                caller.require(),
                parameters.read(fields -> fields.requiredTree("guestlist_template", TemplatePatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a guestlist template",
            description = "Given types replace those that it has, except"
                    + " that one with the `id` of one of those changes it. Events that use it tell of them soon. Needs"
                    + " `Template: manage` at its venue.")
    @Accepts(value = TemplatePatch.class, within = "guestlist_template")
    public Uni<TemplateView> update(@PathParam("id") long id) {
        return templates.update(
                caller.require(),
                id,
                parameters.read(fields -> fields.requiredTree("guestlist_template", TemplatePatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a guestlist template",
            description = "With its types; not while events use it. Needs `Template: manage` at its venue.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return templates.delete(caller.require(), id).replaceWith(Message.SUCCESS);
    }
}
