package app.velvet.venues.receipt;

import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.venue.VenueError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is printed at one venue. */
@Path("/api/v1/venues/{venueId}/thermal_receipt")
@Authenticated
@Tag(name = "Thermal receipts")
@RefusedWith({ReceiptError.class, VenueError.class})
class VenueReceiptResource {

    private final CurrentCaller caller;
    private final ReceiptService receipts;

    VenueReceiptResource(CurrentCaller caller, ReceiptService receipts) {
        this.caller = caller;
        this.receipts = receipts;
    }

    @GET
    @Operation(summary = "The thermal receipt of a venue", description = "For who works there, or may read its events.")
    public Uni<ReceiptView> get(@PathParam("venueId") long venueId) {
        return receipts.ofVenue(caller.require(), venueId);
    }
}
