package app.velvet.venues.shiftnote;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.event.EventError;
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

/** What those who work at events write down about their shifts. */
@Path("/api/v1/event_shift_notes")
@Authenticated
@Tag(name = "Shift notes")
@RefusedWith({ShiftNoteError.class, EventError.class})
class ShiftNoteResource {

    private static final int CHUNK = 200;
    private static final String NOTE = "event_shift_note";
    private static final Message DELETED = new Message("The event shift note was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ShiftNoteService notes;
    private final StreamedList streamed;

    ShiftNoteResource(
            CurrentCaller caller, RequestParameters parameters, ShiftNoteService notes, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.notes = notes;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The shift notes that the caller may see",
            description = "All of them, or those of one event. Needs `Event: read`.")
    @Accepts(value = ShiftNoteResource.class, reader = "eventId")
    @APIResponseSchema(ShiftNoteView[].class)
    public Multi<Buffer> list() {
        var reader = caller.require();
        var eventId = parameters.read(ShiftNoteResource::eventId);
        return streamed.of(after -> notes.after(after, CHUNK, reader, eventId), ShiftNoteView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A shift note", description = "Needs `Event: read`.")
    public Uni<ShiftNoteView> get(@PathParam("id") long id) {
        return notes.get(caller.require(), id);
    }

    @POST
    @Operation(summary = "Writes a shift note", description = "About an event that the caller may read.")
    @Accepts(value = NewShiftNote.class, within = NOTE)
    @HonoursIdempotencyKey
    public Uni<ShiftNoteView> create() {
        return notes.create(caller.require(), parameters.read(fields -> fields.requiredTree(NOTE, NewShiftNote::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a shift note",
            description =
                    "Only the given fields change; another `event_id` moves it there. For the author, or with `Event: manage`.")
    @Accepts(value = ShiftNotePatch.class, within = NOTE)
    public Uni<ShiftNoteView> update(@PathParam("id") long id) {
        return notes.update(
                caller.require(), id, parameters.read(fields -> fields.requiredTree(NOTE, ShiftNotePatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Deletes a shift note", description = "For the author, or with `Event: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return notes.delete(caller.require(), id).replaceWith(DELETED);
    }

    private static Long eventId(Fields fields) {
        return fields.id("event_id");
    }
}
