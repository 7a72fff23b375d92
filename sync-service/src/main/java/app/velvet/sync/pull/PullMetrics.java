package app.velvet.sync.pull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What operators see of the pulls. */
@ApplicationScoped
class PullMetrics {

    private final Counter served;
    private final Counter remembered;
    private final Map<Reload.Reason, Counter> reloads = new EnumMap<>(Reload.Reason.class);

    PullMetrics(MeterRegistry registry) {
        served = Counter.builder("velvet.sync.elements.served")
                .description("Elements of activity logs written to clients")
                .register(registry);
        remembered = Counter.builder("velvet.sync.pulls.remembered")
                .description("Pulls to which nothing was new by what the replica remembers")
                .register(registry);
        for (var reason : Reload.Reason.values()) {
            reloads.put(
                    reason,
                    Counter.builder("velvet.sync.reloads")
                            .description("Pulls answered with status 1")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void served(int elements) {
        served.increment(elements);
    }

    void remembered() {
        remembered.increment();
    }

    void reload(Reload.Reason reason) {
        reloads.get(reason).increment();
    }
}
