package app.velvet.push.delivery;

import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Expired;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;

/** What operators see of the deliveries of one kind to one provider. */
public final class DeliveryMetrics {

    private final MeterRegistry registry;
    private final String provider;
    private final String kind;
    private final Clock clock;
    private final Counter sent;
    private final Counter accepted;
    private final Counter retries;
    private final Counter expired;
    private final Timer latency;

    public DeliveryMetrics(MeterRegistry registry, String provider, String kind, Clock clock) {
        this.registry = registry;
        this.provider = provider;
        this.kind = kind;
        this.clock = clock;
        sent = counter("velvet.push.sent", "Pushes handed to the provider");
        accepted = counter("velvet.push.accepted", "Pushes that the provider has taken over");
        retries = counter("velvet.push.retries", "Tries that failed for now, and are followed by others");
        expired = counter("velvet.push.expired", "Pushes that could not be delivered before they expired");
        latency = Timer.builder("velvet.push.acceptance.latency")
                .description("From the change that is told of to the provider's acceptance")
                .tag("provider", provider)
                .tag("kind", kind)
                .publishPercentileHistogram()
                .register(registry);
    }

    void sent() {
        sent.increment();
    }

    void recorded(Answered answered) {
        var outcome = answered.outcome();
        if (outcome instanceof Accepted) {
            accepted.increment();
            latency.record(Duration.between(answered.delivery().causedAt(), clock.instant()));
        } else if (outcome instanceof Refused refused) {
            refused(refused.reason());
        } else if (outcome instanceof DeviceDead dead) {
            refused(dead.reason());
        } else if (outcome instanceof Failed) {
            retries.increment();
        } else if (outcome instanceof Expired) {
            expired.increment();
        }
    }

    private void refused(String reason) {
        Counter.builder("velvet.push.refused")
                .description("Pushes that the provider will never take")
                .tag("provider", provider)
                .tag("kind", kind)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("provider", provider)
                .tag("kind", kind)
                .register(registry);
    }
}
