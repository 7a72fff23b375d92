package app.velvet.contacts.importing;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/contacts")
@Authenticated
@Tag(name = "Contacts")
@RefusedWith(ImportError.class)
class ImportResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ImportService imports;

    ImportResource(CurrentCaller caller, RequestParameters parameters, ImportService imports) {
        this.caller = caller;
        this.parameters = parameters;
        this.imports = imports;
    }

    @POST
    @Path("/import")
    @Operation(
            summary = "Imports an address book",
            description =
                    "`contacts` is a file of vCards (2.1, 3.0, 4.0), or their text. Answers when it is stored; the contacts are"
                            + " created after that, each owned by the caller at his home venue, and a notification tells when it"
                            + " is over. A card whose email or phone a contact has already is skipped. What is too long is cut, an"
                            + " optional field that is invalid is left out, an inline photo becomes the avatar, and nothing that a"
                            + " card refers to is fetched. Needs `Contact: manage` in any scope, or a promoter. Honours"
                            + " `Idempotency-Key`.")
    @Accepts(CardFile.class)
    @HonoursIdempotencyKey
    public Uni<StartedImport> start() {
        return imports.start(caller.require(), parameters.read(CardFile::read));
    }

    @GET
    @Path("/imports/{id}")
    @Operation(
            summary = "How far an import is",
            description = "For the one who began it. `reasons` says why cards failed, the first " + Reasons.MOST
                    + " of them.")
    public Uni<ImportView> get(@PathParam("id") long id) {
        return imports.get(caller.require(), id);
    }
}
