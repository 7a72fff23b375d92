package app.velvet.auth.appsettings;

import app.velvet.api.answer.Message;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/app_settings")
@Authenticated
@Tag(name = "App settings")
class AppSettingsResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final AppSettingsService settings;

    AppSettingsResource(CurrentCaller caller, RequestParameters parameters, AppSettingsService settings) {
        this.caller = caller;
        this.parameters = parameters;
        this.settings = settings;
    }

    @GET
    @Operation(summary = "The company's settings of an app")
    @Accepts(AppName.class)
    public Uni<AppSettingsView> get() {
        return settings.get(caller.require(), parameters.read(AppName::read));
    }

    @POST
    @Operation(
            summary = "Replaces the company's settings of an app",
            description = "`data` is a text that is JSON. Needs `Company: manage`.")
    @Accepts(NewAppSettings.class)
    public Uni<Message> replace() {
        return settings.replace(caller.require(), parameters.read(NewAppSettings::read))
                .replaceWith(Message.SUCCESS);
    }
}
