package app.velvet.api.idempotency;

import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/api/v1/samples")
@Authenticated
public class SampleResource {

    private final RequestParameters parameters;
    private final CurrentCaller caller;
    private final SampleService samples;

    SampleResource(RequestParameters parameters, CurrentCaller caller, SampleService samples) {
        this.parameters = parameters;
        this.caller = caller;
        this.samples = samples;
    }

    @POST
    public Uni<SampleView> create() {
        return samples.create(caller.require(), name());
    }

    @POST
    @Path("list")
    public Uni<List<SampleView>> createList() {
        return samples.createList(caller.require(), name());
    }

    @POST
    @Path("counted")
    public Uni<SampleView> createCounted() {
        return samples.createCounted(caller.require(), name());
    }

    @POST
    @Path("secret")
    public Uni<SampleView> createSecret() {
        return samples.createSecret(caller.require(), name());
    }

    @POST
    @Path("gate")
    public Uni<SampleView> createAtTheGate() {
        return samples.createAtTheGate(caller.require(), name());
    }

    @POST
    @Path("fail")
    public Uni<SampleView> createAndFail() {
        return samples.createAndFail(caller.require(), name());
    }

    private String name() {
        return parameters.read(fields -> fields.requiredText("name", 100));
    }
}
