package app.velvet.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Says which of the {@link VitalThreads} have died, and of what. */
@Liveness
@ApplicationScoped
class VitalThreadsCheck implements HealthCheck {

    private final VitalThreads threads;

    VitalThreadsCheck(VitalThreads threads) {
        this.threads = threads;
    }

    @Override
    public HealthCheckResponse call() {
        var dead = threads.dead();
        var response = HealthCheckResponse.named("vital-threads").status(dead.isEmpty());
        dead.forEach((name, death) -> response.withData(name, death.toString()));
        return response.build();
    }
}
