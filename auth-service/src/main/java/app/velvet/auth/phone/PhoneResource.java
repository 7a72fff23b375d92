package app.velvet.auth.phone;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.auth.user.UserError;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/settings")
@Authenticated
@Tag(name = "Profile")
@RefusedWith(PhoneError.class)
class PhoneResource {

    private static final Message SENT = new Message("Verification code sent.");
    private static final Message CONFIRMED = new Message("Your number was successfully confirmed.");
    private static final int LONGEST_TEXT = 255;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final PhoneService phones;

    PhoneResource(CurrentCaller caller, RequestParameters parameters, PhoneService phones) {
        this.caller = caller;
        this.parameters = parameters;
        this.phones = phones;
    }

    @POST
    @Path("/send_phone_verification")
    @Operation(
            summary = "Sends the caller a code by SMS",
            description = "To `phone`, whose 6 digits are good once and for ten minutes, until another code is sent.")
    @Accepts(value = PhoneResource.class, reader = "phone")
    @RefusedWith(UserError.class)
    public Uni<Message> send() {
        return phones.send(caller.require(), parameters.read(PhoneResource::phone))
                .replaceWith(SENT);
    }

    @POST
    @Path("/verify_phone")
    @Operation(
            summary = "Confirms that a number is the caller's",
            description = "`token` is the code that was sent to it; the number becomes the caller's mobile phone. After"
                    + " five wrong codes a new one is needed.")
    @Accepts(value = PhoneResource.class, reader = "token")
    @RefusedWith(UserError.class)
    public Uni<Message> verify() {
        return phones.verify(caller.require(), parameters.read(PhoneResource::token))
                .replaceWith(CONFIRMED);
    }

    private static String token(Fields fields) {
        return fields.requiredText("token", LONGEST_TEXT);
    }

    private static String phone(Fields fields) {
        return fields.requiredText("phone", LONGEST_TEXT) == null ? null : fields.phone("phone");
    }
}
