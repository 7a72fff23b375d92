package app.velvet.api.http;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** Answers with the parameters of the request. */
@Path("/api/v1/echo")
@PermitAll
public class EchoResource {

    private final RequestParameters parameters;

    EchoResource(RequestParameters parameters) {
        this.parameters = parameters;
    }

    @GET
    public Parameters get() {
        return parameters.all();
    }

    @POST
    public Parameters post() {
        return parameters.all();
    }

    @PUT
    public Parameters put() {
        return parameters.all();
    }

    @DELETE
    public Parameters delete() {
        return parameters.all();
    }

    @POST
    @Path("size")
    public int size() {
        return parameters.read(fields -> String.valueOf(fields.raw("a")).length());
    }

    @POST
    @Path("file")
    @Blocking
    public Map<String, Object> postFile() throws IOException {
        return file();
    }

    @PUT
    @Path("file")
    @Blocking
    public Map<String, Object> putFile() throws IOException {
        return file();
    }

    private Map<String, Object> file() throws IOException {
        var file = parameters.read(fields -> fields.requiredTree("contact", contact -> contact.file("avatar")));
        try (var content = file.open()) {
            return Map.of(
                    "file_name",
                    file.fileName(),
                    "content_type",
                    file.contentType(),
                    "bytes",
                    content.readAllBytes().length);
        }
    }

    @GET
    @Path("{id}")
    public long one(@RestPath long id) {
        return id;
    }
}
