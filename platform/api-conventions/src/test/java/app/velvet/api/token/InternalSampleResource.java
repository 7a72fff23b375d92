package app.velvet.api.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

@Path("/internal/samples")
@PermitAll
public class InternalSampleResource {

    private final CallingService service;
    private final CurrentCaller caller;

    InternalSampleResource(CallingService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    public Map<String, Object> who() {
        return Map.of("service", service.require(), "with_caller", caller.find().isPresent());
    }
}
