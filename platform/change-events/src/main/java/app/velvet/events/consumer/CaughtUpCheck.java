package app.velvet.events.consumer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A service is ready for the first time only when its copies have caught up with their topics. Having been so once, it
 * starts ready, whether Kafka is up or not.
 */
@Readiness
@ApplicationScoped
class CaughtUpCheck implements HealthCheck {

    private final ChangeConsumers consumers;

    CaughtUpCheck(ChangeConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("change-consumers-caught-up").up();
        for (var consumer : consumers.all()) {
            response.withData(consumer.name(), consumer.hasCaughtUp());
            if (!consumer.hasCaughtUp()) {
                response.down();
            }
        }
        return response.build();
    }
}
