package app.velvet.events.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators see of the commands to one service. */
final class CommandMetrics {

    private final Counter accepted;
    private final Counter retries;
    private final Counter refused;

    CommandMetrics(MeterRegistry registry, String service) {
        accepted = counter(registry, "velvet.command.accepted", "Commands that the service has carried out", service);
        retries = counter(registry, "velvet.command.retries", "Tries that failed for now", service);
        refused = counter(registry, "velvet.command.refused", "Commands that somebody has to look at", service);
    }

    void recorded(CommandOutcome outcome) {
        switch (outcome.verdict()) {
            case ACCEPTED -> accepted.increment();
            case REFUSED -> refused.increment();
            case FAILED -> retries.increment();
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String service) {
        return Counter.builder(name)
                .description(description)
                .tag("service", service)
                .register(registry);
    }
}
