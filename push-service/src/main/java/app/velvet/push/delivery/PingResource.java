package app.velvet.push.delivery;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.push.device.DeviceError;
import app.velvet.push.device.Platform;
import app.velvet.push.device.Registration;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether pushes reach one of the caller's iOS devices. */
@Path("/api/v1/apn_tokens/ping")
@Authenticated
@Tag(name = "Devices")
class PingResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final TestPush testPush;

    PingResource(CurrentCaller caller, RequestParameters parameters, TestPush testPush) {
        this.caller = caller;
        this.parameters = parameters;
        this.testPush = testPush;
    }

    @POST
    @RefusedWith({DeviceError.class, DeliveryError.class})
    @Operation(
            summary = "Sends a test push to an iOS device",
            description = "The token need not be registered, but to nobody else. Answers once APNs has accepted"
                    + " the push; the message of a 400 is the reason that APNs gives.")
    @Accepts(value = Registration.class, reader = "readApnToken")
    public Uni<Message> ping() {
        return testPush.send(caller.require(), Platform.IOS, parameters.read(Registration::readApnToken))
                .replaceWith(Message.SUCCESS);
    }
}
