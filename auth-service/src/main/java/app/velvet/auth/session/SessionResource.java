package app.velvet.auth.session;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.auth.user.UserError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/tokens")
@Authenticated
@Tag(name = "Sessions")
class SessionResource {

    private static final Message SIGNED_OUT = new Message("User signed out.");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ClientAddress address;
    private final SessionService sessions;

    SessionResource(
            CurrentCaller caller, RequestParameters parameters, ClientAddress address, SessionService sessions) {
        this.caller = caller;
        this.parameters = parameters;
        this.address = address;
        this.sessions = sessions;
    }

    @POST
    @PermitAll
    @Operation(
            summary = "Signs in",
            description =
                    "`app_id` is `1` for iOS, `2` for Android, `3` for the iPad. What is kept per device goes by `device_token`,"
                            + " without one by the session.")
    @RefusedWith(SessionError.class)
    @Accepts(SignIn.class)
    public Uni<SignedInView> signIn(HttpServerRequest request) {
        return sessions.signIn(parameters.read(SignIn::read), address.of(request));
    }

    @DELETE
    @Path("/{user_id}")
    @Operation(
            summary = "Signs out",
            description =
                    "Ends the session of the token. Of another user it ends all sessions, which needs `User: manage`. The devices"
                            + " that were registered in a session get no more pushes after it, nor does the user's iOS"
                            + " device of `apn_token`, in whichever session he registered it.")
    @RefusedWith(UserError.class)
    @Accepts(SignOut.class)
    public Uni<Message> signOut(@PathParam("user_id") long userId) {
        return sessions.signOut(caller.require(), userId, parameters.read(SignOut::read))
                .replaceWith(SIGNED_OUT);
    }
}
