package app.velvet.auth.statictext;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The texts as pages, for a browser or what an app has of one. */
@Path("/api/v1/static_text")
@PermitAll
@Tag(name = "Static texts")
@RefusedWith(StaticTextError.class)
class StaticTextPageResource {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final StaticTextService texts;

    StaticTextPageResource(CurrentCaller caller, RequestParameters parameters, StaticTextService texts) {
        this.caller = caller;
        this.parameters = parameters;
        this.texts = texts;
    }

    @GET
    @Produces({HTML, MediaType.WILDCARD})
    @Operation(
            summary = "A text as a page",
            description = "`type` is `terms` or `privacy`. With a token that of the caller's company, if it has one;"
                    + " else the default text.")
    @Accepts(StaticTextType.class)
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> get() {
        return page(parameters.read(StaticTextType::read));
    }

    @GET
    @Path("/{type}")
    @Produces({HTML, MediaType.WILDCARD})
    @Operation(summary = "A text as a page", description = "As without the type in the path.")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> getOfType(@PathParam("type") String type) {
        return page(type);
    }

    private Uni<Response> page(String wireName) {
        var type = StaticTextType.require(wireName);
        return texts.text(caller.find(), type)
                .chain(text -> StaticTextPage.offEventLoop(type, text))
                .map(page -> Response.ok(page, HTML)
                        .header("Content-Security-Policy", StaticTextPage.CONTENT_SECURITY_POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .build());
    }
}
