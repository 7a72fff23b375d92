package app.velvet.api.token;

import app.velvet.api.permission.Right;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Endpoints of each kind of protection. */
@Path("/api/v1/token_samples")
public class TokenSampleResource {

    private final CurrentCaller caller;

    TokenSampleResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @Path("mine")
    @Authenticated
    public Map<String, Object> mine() {
        var current = caller.require();
        return Map.of(
                "company_id", current.companyId(),
                "user_id", current.userId(),
                "session_id", current.sessionId(),
                "device", current.device());
    }

    @POST
    @Path("mine")
    @Authenticated
    public Map<String, Object> change() {
        return mine();
    }

    @GET
    @Path("public")
    @PermitAll
    public Map<String, Object> open() {
        return Map.of("known", caller.find().isPresent());
    }

    @GET
    @Path("permitted")
    @Authenticated
    public Map<String, Object> permitted() {
        caller.require().require(Right.READ_CONTACTS);
        return Map.of();
    }

    @GET
    @Path("forgotten")
    public Map<String, Object> forgotten() {
        return Map.of();
    }

    @GET
    @Path("broken")
    @PermitAll
    public Map<String, Object> broken() {
        throw new IllegalStateException("broken on purpose");
    }
}
