package app.velvet.contacts.note;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.PagedAnswer;
import app.velvet.api.paging.Paging;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/notes")
@Authenticated
@Tag(name = "Notes")
@RefusedWith(NoteError.class)
class NoteResource {

    private static final Message DELETED = new Message("The note was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final NoteService notes;
    private final PagedAnswer paged;

    NoteResource(CurrentCaller caller, RequestParameters parameters, NoteService notes, PagedAnswer paged) {
        this.caller = caller;
        this.parameters = parameters;
        this.notes = notes;
        this.paged = paged;
    }

    @GET
    @Operation(
            summary = "The notes that the caller may read",
            description =
                    "All of them, or those about one thing, in id order. Needs the `read` of what they are about.")
    @Accepts(NoteCriteria.class)
    @Accepts(value = Paging.class, reader = "of")
    @APIResponseSchema(NoteView[].class)
    public Uni<RestResponse<List<NoteView>>> list() {
        var paging = parameters.read(Paging::of);
        return notes.page(access(), parameters.read(NoteCriteria::read), paging).map(page -> paged.of(page, paging));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A note", description = "Needs the `read` of what it is about.")
    public Uni<NoteView> get(@PathParam("id") long id) {
        return notes.get(access(), id);
    }

    @POST
    @Operation(
            summary = "Writes a note",
            description = "About exactly one thing. Needs the `read` of that. Honours `Idempotency-Key`.")
    @Accepts(value = NewNote.class, within = "note")
    @HonoursIdempotencyKey
    public Uni<NoteView> create() {
        return notes.create(access(), parameters.read(fields -> fields.requiredTree("note", NewNote::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a note",
            description =
                    "Only the given fields change. One id of something else moves the note there; the caller must be able"
                            + " to read that. For the author, or with the `manage` of what the note is about, which naming"
                            + " another author (`user_id`) needs in any case.")
    @Accepts(value = NotePatch.class, within = "note")
    public Uni<NoteView> update(@PathParam("id") long id) {
        return notes.update(access(), id, parameters.read(fields -> fields.requiredTree("note", NotePatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deletes a note",
            description = "For the author, or with the `manage` of what the note is about.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return notes.delete(access(), id).replaceWith(DELETED);
    }

    private NoteAccess access() {
        return new NoteAccess(caller.require());
    }
}
