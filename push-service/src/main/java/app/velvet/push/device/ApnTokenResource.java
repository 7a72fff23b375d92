package app.velvet.push.device;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's iOS devices. */
@Path("/api/v1/apn_tokens")
@Authenticated
@Tag(name = "Devices")
class ApnTokenResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final DeviceService devices;

    ApnTokenResource(CurrentCaller caller, RequestParameters parameters, DeviceService devices) {
        this.caller = caller;
        this.parameters = parameters;
        this.devices = devices;
    }

    @POST
    @Operation(
            summary = "Registers an iOS device",
            description = "It is the caller's until somebody else registers it or the session ends."
                    + " Honours `Idempotency-Key`.")
    @Accepts(value = Registration.class, reader = "readIos")
    @HonoursIdempotencyKey
    public Uni<ApnTokenView> register() {
        return devices.register(caller.require(), parameters.read(Registration::readIos))
                .map(device -> new ApnTokenView(device.token()));
    }
}
