package app.velvet.auth.promoter;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.image.ImageError;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.auth.user.UserError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/promoters")
@Authenticated
@Tag(name = "Promoters")
@RefusedWith({UserError.class, ImageError.class})
class PromoterResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final PromoterService promoters;

    PromoterResource(CurrentCaller caller, RequestParameters parameters, PromoterService promoters) {
        this.caller = caller;
        this.parameters = parameters;
        this.promoters = promoters;
    }

    @POST
    @Operation(
            summary = "Adds a promoter",
            description =
                    "`avatar` is a file or a `data:` URL. He is a user without a password, who can sign in when he"
                            + " has given himself one by a reset. Answers a list of one. Needs `Promoter: manage`.")
    @Accepts(NewPromoter.class)
    @HonoursIdempotencyKey
    public Uni<List<PromoterView>> create() {
        return promoters.create(caller.require(), parameters.read(NewPromoter::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a promoter",
            description = "Only the given fields change. Answers a list of one. Needs `Promoter:"
                    + " manage`, and to change the email of one who has a permission level `User: manage` too: with an"
                    + " email comes the password.")
    @Accepts(PromoterChange.class)
    public Uni<List<PromoterView>> update(@PathParam("id") long id) {
        return promoters.update(caller.require(), id, parameters.read(PromoterChange::read));
    }
}
