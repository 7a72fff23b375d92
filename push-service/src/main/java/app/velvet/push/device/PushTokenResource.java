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

/** The caller's Android devices. */
@Path("/api/v1/push_tokens")
@Authenticated
@Tag(name = "Devices")
class PushTokenResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final DeviceService devices;

    PushTokenResource(CurrentCaller caller, RequestParameters parameters, DeviceService devices) {
        this.caller = caller;
        this.parameters = parameters;
        this.devices = devices;
    }

    @POST
    @Operation(
            summary = "Registers an Android device",
            description = "It is the caller's until somebody else registers it or the session"
                    + " ends; another token of the same `device_id` replaces it. Honours `Idempotency-Key`.")
    @Accepts(value = Registration.class, reader = "readAndroid", within = "push_token")
    @HonoursIdempotencyKey
    public Uni<RegisteredDevice> register() {
        return devices.register(
                caller.require(),
                parameters.read(fields -> fields.requiredTree("push_token", Registration::readAndroid)));
    }
}
