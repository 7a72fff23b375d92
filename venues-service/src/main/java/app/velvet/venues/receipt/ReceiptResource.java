package app.velvet.venues.receipt;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.venue.VenueError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
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

/** What is printed at venues. */
@Path("/api/v1/thermal_receipts")
@Authenticated
@Tag(name = "Thermal receipts")
@RefusedWith({ReceiptError.class, VenueError.class})
class ReceiptResource {

    private static final int CHUNK = 200;
    private static final String RECEIPT = "thermal_receipt";

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ReceiptService receipts;
    private final StreamedList streamed;

    ReceiptResource(
            CurrentCaller caller, RequestParameters parameters, ReceiptService receipts, StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.receipts = receipts;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Thermal receipts", description = "Of the venues where the caller works, or may read events.")
    @APIResponseSchema(ReceiptView[].class)
    public Multi<Buffer> list() {
        var reader = caller.require();
        return streamed.of(after -> receipts.after(after, CHUNK, reader), ReceiptView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A thermal receipt", description = "For who works at its venue, or may read its events.")
    public Uni<ReceiptView> get(@PathParam("id") long id) {
        return receipts.get(caller.require(), id);
    }

    @POST
    @Operation(
            summary = "Says what is printed at a venue",
            description = "It replaces what is printed there. `fields` are keys of the dictionary"
                    + " `thermal_receipt_fields`. Needs `Template: manage` at the venue.")
    @Accepts(value = ReceiptPatch.class, reader = "readNew", within = RECEIPT)
    @HonoursIdempotencyKey
    public Uni<ReceiptView> put() {
        return receipts.put(
                caller.require(), parameters.read(fields -> fields.requiredTree(RECEIPT, ReceiptPatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes what is printed at a venue",
            description = "Only the given lists change; it stays at its venue. Needs `Template: manage` there.")
    @Accepts(value = ReceiptPatch.class, within = RECEIPT)
    public Uni<ReceiptView> update(@PathParam("id") long id) {
        return receipts.update(
                caller.require(), id, parameters.read(fields -> fields.requiredTree(RECEIPT, ReceiptPatch::read)));
    }

    @POST
    @Path("/{id}")
    @Operation(summary = "The same, as some apps ask for it", description = "Needs `Template: manage` at its venue.")
    @Accepts(value = ReceiptPatch.class, within = RECEIPT)
    public Uni<ReceiptView> updateByPost(@PathParam("id") long id) {
        return update(id);
    }
}
