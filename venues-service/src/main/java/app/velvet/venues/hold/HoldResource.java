package app.velvet.venues.hold;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the promoter app does with tables. */
@Path("/api/v1/promoters")
@Authenticated
@Tag(name = "Table holds")
@RefusedWith(HoldError.class)
class HoldResource {

    private static final String TABLE = "reservation_table_id";
    private static final Message RESERVED = new Message("Table has been successfully reserved");
    private static final Message UNRESERVED = new Message("Table has been successfully unreserved");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final HoldService holds;

    HoldResource(CurrentCaller caller, RequestParameters parameters, HoldService holds) {
        this.caller = caller;
        this.parameters = parameters;
        this.holds = holds;
    }

    @POST
    @Path("/reserve_table")
    @Operation(
            summary = "Holds a table",
            description = "A table of an event that takes place and is not over. Of any number who want it"
                    + " at once exactly one gets it; who holds it already is told so again. For promoters, and who may create"
                    + " reservations at the venue; needs `Event: read`.")
    @Accepts(value = HoldResource.class, reader = "tableId")
    public Uni<Message> reserve() {
        return holds.reserve(caller.require(), tableId()).replaceWith(RESERVED);
    }

    @POST
    @Path("/unreserve_table")
    @Operation(
            summary = "Lets a held table go",
            description =
                    "One that the caller holds or, with `Reservation: manage` at the" + " venue, that anyone holds.")
    @Accepts(value = HoldResource.class, reader = "tableId")
    public Uni<Message> unreserve() {
        return holds.unreserve(caller.require(), tableId()).replaceWith(UNRESERVED);
    }

    private long tableId() {
        return parameters.read(HoldResource::tableId);
    }

    private static Long tableId(Fields fields) {
        return fields.requiredId(TABLE);
    }
}
