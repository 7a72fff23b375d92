package app.velvet.auth.company;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.auth.user.UserError;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Companies as operators found and close them. The gateway never routes here, and a service token is needed. */
@Path("/internal/companies")
@PermitAll
@Tag(name = "Internal")
@RefusedWith({CompanyError.class, UserError.class})
class InternalCompanyResource {

    private final RequestParameters parameters;
    private final CompanyService companies;

    InternalCompanyResource(RequestParameters parameters, CompanyService companies) {
        this.parameters = parameters;
        this.companies = companies;
    }

    @POST
    @Operation(
            summary = "Founds a company",
            description =
                    "The manager gets a permission level that permits everything. The email makes a repetition harmless: 409.")
    @Accepts(Founding.class)
    public Uni<FoundedView> found() {
        return companies.found(parameters.read(Founding::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a company, or closes and reopens it",
            description = "Only the given fields change. Of an inactive company nobody may come in.")
    @Accepts(value = CompanyPatch.class, reader = "readOfOperator")
    public Uni<CompanyView> update(@PathParam("id") long id) {
        return companies.update(id, parameters.read(CompanyPatch::readOfOperator), null);
    }
}
