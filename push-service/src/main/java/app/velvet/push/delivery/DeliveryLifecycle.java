package app.velvet.push.delivery;

import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs a {@link DeliveryWorker} for each provider and queue as long as the application. */
@ApplicationScoped
class DeliveryLifecycle {

    private static final Logger LOG = Logger.getLogger(DeliveryLifecycle.class);

    private final AgroalDataSource database;
    private final Instance<PushProvider> providers;
    private final Instance<PushQueue.Factory> queues;
    private final DeliveryConfig config;
    private final DeliverySettings settings;
    private final MeterRegistry registry;
    private final Traces traces;
    private final VitalThreads threads;
    private final Clock clock;
    private final List<DeliveryWorker> workers = new ArrayList<>();

    DeliveryLifecycle(
            AgroalDataSource database,
            @Any Instance<PushProvider> providers,
            @Any Instance<PushQueue.Factory> queues,
            DeliveryConfig config,
            MeterRegistry registry,
            Traces traces,
            VitalThreads threads,
            Clock clock) {
        this.database = database;
        this.providers = providers;
        this.queues = queues;
        this.config = config;
        this.settings = DeliverySettings.of(config);
        this.registry = registry;
        this.traces = traces;
        this.threads = threads;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException if settings contradict each other, which stops the start */
    void start(@Observes StartupEvent started) {
        for (var provider : providers) {
            if (provider.isConfigured()) {
                addWorkers(provider);
            } else {
                LOG.warnf("Nothing is sent without credentials provider=%s", provider.name());
            }
        }
        workers.forEach(DeliveryWorker::start);
    }

    private void addWorkers(PushProvider provider) {
        settings.requireLeaseBeyond(provider);
        var limits = SendLimits.of(config, provider);
        for (var factory : queues) {
            factory.of(provider.platform(), limits).forEach(queue -> workers.add(worker(provider, queue)));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        workers.forEach(DeliveryWorker::close);
    }

    private DeliveryWorker worker(PushProvider provider, PushQueue queue) {
        var metrics = new DeliveryMetrics(registry, provider.name(), queue.kind(), clock);
        return new DeliveryWorker(database, provider, queue, settings, metrics, traces, threads, step -> {});
    }
}
