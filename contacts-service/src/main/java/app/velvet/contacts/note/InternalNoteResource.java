package app.velvet.contacts.note;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.contacts.command.CommandError;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Notes as other services have them written. The gateway never routes here, and a service token is needed. */
@Path("/internal/notes")
@PermitAll
@Tag(name = "Internal")
@RefusedWith(CommandError.class)
class InternalNoteResource {

    /** @param note null if somebody has removed it since it was written */
    record Written(NoteView note) {}

    private final RequestParameters parameters;
    private final BookingNotes notes;

    InternalNoteResource(RequestParameters parameters, BookingNotes notes) {
        this.parameters = parameters;
        this.notes = notes;
    }

    @POST
    @Operation(
            summary = "Writes a note about a reservation or a guestlist",
            description = "For `user_id`, about a booking that need not be known here yet: its `audience` and"
                    + " `event_name` count until it is. Once per `Idempotency-Key`, however often it is asked for.")
    @Accepts(BookingNote.class)
    public Uni<Written> write() {
        return notes.write(parameters.read(BookingNote::read)).map(note -> new Written(note.orElse(null)));
    }
}
