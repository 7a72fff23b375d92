package app.velvet.auth.statictext;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/static_texts")
@Authenticated
@Tag(name = "Static texts")
@RefusedWith(StaticTextError.class)
class StaticTextResource {

    private static final String PLAIN = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final StaticTextService texts;

    StaticTextResource(CurrentCaller caller, RequestParameters parameters, StaticTextService texts) {
        this.caller = caller;
        this.parameters = parameters;
        this.texts = texts;
    }

    @GET
    @PermitAll
    @Produces({PLAIN, MediaType.WILDCARD})
    @Operation(
            summary = "A text alone",
            description = "As Markdown; `type` is `terms` or `privacy`. With a token that of the caller's company, if"
                    + " it has one; else the default text.")
    @Accepts(StaticTextType.class)
    @APIResponse(responseCode = "200", description = "The text", content = @Content(mediaType = MediaType.TEXT_PLAIN))
    public Uni<Response> get() {
        var type = parameters.read(StaticTextType::read);
        return texts.text(caller.find(), StaticTextType.require(type))
                .map(text -> Response.ok(text, PLAIN).build());
    }

    @PUT
    @Operation(
            summary = "Sets a text of the caller's company",
            description = "The text is Markdown, of which HTML is shown as it stands and"
                    + " links lead only to where they safely can. Needs `Company: manage`.")
    @Accepts(value = NewStaticText.class, within = "static_text")
    public Uni<StaticTextView> put() {
        return texts.put(
                caller.require(), parameters.read(fields -> fields.requiredTree("static_text", NewStaticText::read)));
    }
}
