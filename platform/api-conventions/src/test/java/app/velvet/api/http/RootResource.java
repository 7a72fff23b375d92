package app.velvet.api.http;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** Answers outside of {@code /api/v1} too. */
@Path("/")
@PermitAll
public class RootResource {

    private final RequestParameters parameters;

    RootResource(RequestParameters parameters) {
        this.parameters = parameters;
    }

    @GET
    @Path("api/v1/last_changes")
    public Parameters lastChanges() {
        return parameters.all();
    }

    @GET
    @Path("api/v1/static_text/{type}")
    public Map<String, Object> staticText(@Context UriInfo uri) {
        return Map.of("path", uri.getPath(), "parameters", parameters.all());
    }

    @GET
    @Path(".well-known/jwks.json")
    public Map<String, Object> keys() {
        return Map.of("keys", "");
    }
}
