package app.velvet.contacts.contact;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.contacts.command.CommandError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contacts as other services book for them. The gateway never routes here, and a service token is needed. */
@Path("/internal/contacts")
@Tag(name = "Internal")
@RefusedWith({CommandError.class, ContactError.class})
class InternalContactResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final BookedGuests guests;
    private final NamedGuests namedGuests;

    InternalContactResource(
            CurrentCaller caller, RequestParameters parameters, BookedGuests guests, NamedGuests namedGuests) {
        this.caller = caller;
        this.parameters = parameters;
        this.guests = guests;
        this.namedGuests = namedGuests;
    }

    @POST
    @Authenticated
    @Operation(
            summary = "Makes the contact that a booking is for, or takes the one that there is",
            description =
                    "With the caller's own token. Whoever has the email or the phone already is taken, whether the"
                            + " caller may see him or not, and stays as he is. A new one needs what creating a contact needs; with"
                            + " `must_be_reachable=false` neither email nor phone. Once per `Idempotency-Key`.")
    @Accepts(value = ContactPatch.class, reader = "readBooked")
    public Uni<BookedGuest> take() {
        return guests.take(new ContactAccess(caller.require()), parameters.read(ContactPatch::readBooked));
    }

    @POST
    @Path("/named")
    @Authenticated
    @Operation(
            summary = "Makes the contacts of these names, or takes those that there are",
            description =
                    "With the caller's own token. Of each name the oldest contact of `owner_id` that has exactly it, else a"
                            + " new one of his without email and phone, for which the caller needs what creating a contact"
                            + " needs. In the order of the names; the same names get the same contacts however often they are"
                            + " asked for.")
    @Accepts(GuestsByName.class)
    @APIResponseSchema(BookedGuest[].class)
    public Uni<List<BookedGuest>> takeNamed() {
        return namedGuests.take(new ContactAccess(caller.require()), parameters.read(GuestsByName::read));
    }

    @POST
    @Path("/qualifications")
    @PermitAll
    @Operation(
            summary = "Says what a venue thinks of a contact that is booked there",
            description = "For `user_id`. Once per `Idempotency-Key`; of a contact that is gone, nothing.")
    @Accepts(BookedQualification.class)
    public Uni<Message> qualify() {
        return guests.qualify(parameters.read(BookedQualification::read)).replaceWith(Message.SUCCESS);
    }
}
