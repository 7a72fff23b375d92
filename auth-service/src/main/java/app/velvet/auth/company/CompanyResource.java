package app.velvet.auth.company;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own company. */
@Path("/api/v1/company")
@Authenticated
@Tag(name = "Company")
@RefusedWith(CompanyError.class)
class CompanyResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final CompanyService companies;

    CompanyResource(CurrentCaller caller, RequestParameters parameters, CompanyService companies) {
        this.caller = caller;
        this.parameters = parameters;
        this.companies = companies;
    }

    @GET
    @Operation(summary = "The caller's company")
    public Uni<CompanyView> get() {
        return companies.get(caller.require());
    }

    @PUT
    @Operation(
            summary = "Changes the caller's company",
            description = "Only the given fields change. Needs `Company: manage`.")
    @Accepts(CompanyPatch.class)
    public Uni<CompanyView> update() {
        return companies.update(caller.require(), parameters.read(CompanyPatch::read));
    }
}
