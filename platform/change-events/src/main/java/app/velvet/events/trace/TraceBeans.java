package app.velvet.events.trace;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes a bean of {@link Traces}. */
class TraceBeans {

    /** A disabled SDK makes spans all the same, which are told to nobody but to those who come after. */
    @Produces
    @Singleton
    Traces traces(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        return disabled ? Traces.OFF : Traces.with(telemetry);
    }
}
