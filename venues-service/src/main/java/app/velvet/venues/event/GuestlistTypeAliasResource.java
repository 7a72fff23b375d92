package app.velvet.venues.event;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same list where older apps look for it. */
@Path("/api/v1/guestlists/guestlist_types")
@Authenticated
@Tag(name = "Guestlist types")
class GuestlistTypeAliasResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final GuestlistTypesOfEvents types;

    GuestlistTypeAliasResource(CurrentCaller caller, RequestParameters parameters, GuestlistTypesOfEvents types) {
        this.caller = caller;
        this.parameters = parameters;
        this.types = types;
    }

    @GET
    @Operation(
            summary = "The guestlist types of events that the caller may see",
            description = "With dates those of events in that time. Needs `Event: read`.")
    @Accepts(value = EventCriteria.class, reader = "readDates")
    public Uni<List<GuestlistTypeView>> list() {
        return types.find(new EventAccess(caller.require()), parameters.read(EventCriteria::readDates));
    }
}
