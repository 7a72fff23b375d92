package app.velvet.venues.event;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.parameters.WireName;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.guestlisttype.GenderType;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What guests can be on the guestlist of one event as. */
@Path("/api/v1/events/{id}/types")
@Authenticated
@Tag(name = "Guestlist types")
@RefusedWith(EventError.class)
class EventGuestlistTypeResource {

    /** How this endpoint calls guests of a gender. */
    private enum Guests implements WireName {
        MALES("males", GenderType.MALE),
        FEMALES("females", GenderType.FEMALE);

        private final String wireName;
        private final GenderType genderType;

        Guests(String wireName, GenderType genderType) {
            this.wireName = wireName;
            this.genderType = genderType;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        static Guests read(Fields fields) {
            return fields.oneOf("gender_type", Guests.class);
        }
    }

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final EventService events;

    EventGuestlistTypeResource(CurrentCaller caller, RequestParameters parameters, EventService events) {
        this.caller = caller;
        this.parameters = parameters;
        this.events = events;
    }

    @GET
    @Operation(summary = "The guestlist types of an event", description = "Needs `Event: read`.")
    @Accepts(Guests.class)
    public Uni<List<GuestlistTypeView>> list(@PathParam("id") long id) {
        var guests = parameters.read(Guests::read);
        return events.get(new EventAccess(caller.require()), id)
                .map(event -> event.guestlistTypes().stream()
                        .filter(type -> guests == null || type.genderType() == guests.genderType)
                        .toList());
    }
}
