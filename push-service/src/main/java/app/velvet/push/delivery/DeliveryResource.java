package app.velvet.push.delivery;

import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.token.CurrentCaller;
import app.velvet.push.notification.NotificationError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far a notification has come. */
@Path("/api/v1/notifications/{id}/deliveries")
@Authenticated
@Tag(name = "Notifications")
@RefusedWith(NotificationError.class)
class DeliveryResource {

    private final CurrentCaller caller;
    private final DeliveryLog deliveries;

    DeliveryResource(CurrentCaller caller, DeliveryLog deliveries) {
        this.caller = caller;
        this.deliveries = deliveries;
    }

    @GET
    @Operation(
            summary = "What has become of a notification, per device",
            description =
                    "`state` is `waiting`, `accepted`, `refused` (the provider will never take it, or there is no device to"
                            + " send it to) or `dead` (it was tried until it expired). `reason` is the provider's, or ours:"
                            + " `DeviceLimit` while the device has been sent as much as its provider takes for it,"
                            + " `NoDevice` where nothing was sent, as the user had signed out there or been deactivated, the"
                            + " device had passed to somebody else or its provider had said that it is gone, `Expired`"
                            + " where the time was over before a try, `Unsendable` where no push could be made of it. One's"
                            + " own, or `VenueNotificationTemplate: read` for the whole company.")
    public Uni<List<DeliveryView>> list(@PathParam("id") long id) {
        return deliveries.of(caller.require(), id);
    }
}
