package app.velvet.auth.profile;

import app.velvet.api.answer.Message;
import app.velvet.api.image.ImageError;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.auth.user.UserError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/profile")
@Authenticated
@Tag(name = "Profile")
class ProfileResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ProfileService profiles;

    ProfileResource(CurrentCaller caller, RequestParameters parameters, ProfileService profiles) {
        this.caller = caller;
        this.parameters = parameters;
        this.profiles = profiles;
    }

    @GET
    @Operation(summary = "The caller's profile")
    public Uni<ProfileView> get() {
        return profiles.get(caller.require());
    }

    @PUT
    @Operation(
            summary = "Changes the caller's profile",
            description =
                    "Only the given fields change. `avatar` is a file or a `data:` URL of a JPEG, PNG, GIF or WebP"
                            + " image; it is kept without its metadata, at most 4 megapixels of it, and found without a token"
                            + " under `/uploads/users`.")
    @Accepts(ProfilePatch.class)
    @RefusedWith({ImageError.class, UserError.class})
    public Uni<ProfileView> update() {
        return profiles.update(caller.require(), parameters.read(ProfilePatch::read));
    }

    @GET
    @Path("/signup_flag")
    @Operation(summary = "Whether the caller has completed his sign-up")
    public Uni<SignupFlag> signupFlag() {
        return profiles.isSignedUp(caller.require()).map(SignupFlag::new);
    }

    @POST
    @Path("/signup_flag")
    @Operation(summary = "Takes down that the caller has completed his sign-up")
    public Uni<Message> signUp() {
        return profiles.signUp(caller.require()).replaceWith(Message.SUCCESS);
    }

    record SignupFlag(boolean status) {}
}
