package app.velvet.auth.passwordreset;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.auth.session.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/tokens/reset")
@PermitAll
@Tag(name = "Sessions")
@RefusedWith(PasswordResetError.class)
class PasswordResetResource {

    /** The apps show it as it is. */
    private static final Message REQUESTED = new Message(
            "Please check the email associated with this account for instructions on how to reset you password");

    private static final int LONGEST_EMAIL = 255;

    private final RequestParameters parameters;
    private final ClientAddress address;
    private final PasswordResetService resets;

    PasswordResetResource(RequestParameters parameters, ClientAddress address, PasswordResetService resets) {
        this.parameters = parameters;
        this.address = address;
        this.resets = resets;
    }

    @POST
    @Operation(
            summary = "Asks for a mail that lets one set a new password",
            description = "The answer and the time it takes are the same for an `email` that nobody has and for that of"
                    + " a deactivated user. Too many requests for one account send no more mails to it, also without"
                    + " saying so; too many from one address are refused.")
    @Accepts(value = PasswordResetResource.class, reader = "email")
    public Uni<Message> request(HttpServerRequest request) {
        return resets.request(parameters.read(PasswordResetResource::email), address.of(request))
                .replaceWith(REQUESTED);
    }

    @PUT
    @Operation(
            summary = "Sets a new password",
            description = "`reset_token` is that of the mail: good once and for two hours, unless another mail is asked"
                    + " for or the password changes. `password` has 8 to 128 characters. All sessions of the user"
                    + " end.")
    @Accepts(NewPassword.class)
    public Uni<Message> reset() {
        return resets.reset(parameters.read(NewPassword::read)).replaceWith(Message.SUCCESS);
    }

    /** Not held to be an address: what is none is as unknown as any other that nobody has. */
    private static String email(Fields fields) {
        var email = fields.requiredText("email", LONGEST_EMAIL);
        return email == null ? null : email.strip();
    }
}
