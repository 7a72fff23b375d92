package app.velvet.events.relay;

import app.velvet.events.EventsConfig;
import app.velvet.events.VitalThreads;
import app.velvet.events.outbox.CommitSignal;
import app.velvet.events.trace.Traces;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;

/** Runs a {@link Relay} as long as the application, if it publishes changes. */
@ApplicationScoped
class RelayLifecycle {

    private final EventsConfig events;
    private final RelayConfig config;
    private final AgroalDataSource database;
    private final Map<String, Object> kafka;
    private final MeterRegistry registry;
    private final Instance<StateSource> state;
    private final ObjectMapper mapper;
    private final CommitSignal signal;
    private final Traces traces;
    private final VitalThreads threads;
    private Relay relay;

    RelayLifecycle(
            EventsConfig events,
            RelayConfig config,
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry registry,
            Instance<StateSource> state,
            ObjectMapper mapper,
            CommitSignal signal,
            Traces traces,
            VitalThreads threads) {
        this.events = events;
        this.config = config;
        this.database = database;
        this.kafka = kafka;
        this.registry = registry;
        this.state = state;
        this.mapper = mapper;
        this.signal = signal;
        this.traces = traces;
        this.threads = threads;
    }

    void start(@Observes StartupEvent started) {
        events.topic().ifPresent(topic -> {
            relay = new Relay(database, kafka, settings(topic), registry, snapshot(), traces, threads, step -> {});
            relay.start();
        });
    }

    private RelaySettings settings(String topic) {
        var source = events.source()
                .orElseThrow(() -> new IllegalStateException("velvet.events.topic needs velvet.events.source"));
        return new RelaySettings(
                topic, source, config.lease(), config.poll(), config.spacing(), config.upkeep(), config.tombstoneLag());
    }

    private Optional<EpochSnapshot> snapshot() {
        return state.stream().findFirst().map(source -> new EpochSnapshot(database, source, mapper, signal));
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (relay != null) {
            relay.close();
        }
    }
}
