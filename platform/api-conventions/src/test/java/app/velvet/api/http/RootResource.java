package app.velvet.api.http;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Answers outside of {@code /api/v1}. */
@Path("/")
@PermitAll
public class RootResource {

    private final RequestParameters parameters;

    RootResource(RequestParameters parameters) {
        this.parameters = parameters;
    }

    @GET
    @Path("last_changes")
    public Parameters lastChanges() {
        return parameters.all();
    }

    @GET
    @Path(".well-known/jwks.json")
    public Map<String, Object> keys() {
        return Map.of("keys", "");
    }
}
