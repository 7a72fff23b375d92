package app.velvet.events.consumer;

import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The consumers of this service, one for each {@link ChangeHandler} bean, started and stopped with the application. */
@ApplicationScoped
public class ChangeConsumers {

    private static final Logger LOG = Logger.getLogger(ChangeConsumers.class);

    private final AgroalDataSource database;
    private final Map<String, Object> kafka;
    private final Instance<ChangeHandler> handlers;
    private final ConsumerConfig config;
    private final MeterRegistry registry;
    private final Traces traces;
    private final VitalThreads threads;
    private List<ChangeConsumer> consumers = List.of();

    ChangeConsumers(
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @Any Instance<ChangeHandler> handlers,
            ConsumerConfig config,
            MeterRegistry registry,
            Traces traces,
            VitalThreads threads) {
        this.database = database;
        this.kafka = kafka;
        this.handlers = handlers;
        this.config = config;
        this.registry = registry;
        this.traces = traces;
        this.threads = threads;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            var settings = ConsumerSettings.of(config);
            consumers = handlers.stream()
                    .map(handler -> new ChangeConsumer(
                            database, kafka, handler, settings, registry, traces, threads, step -> {}))
                    .toList();
            consumers.forEach(ChangeConsumer::start);
            consumers.forEach(consumer -> LOG.infof("Consuming changes as %s", consumer.name()));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        consumers.forEach(ChangeConsumer::stop);
        consumers.forEach(ChangeConsumer::close);
    }

    List<ChangeConsumer> all() {
        return consumers;
    }
}
