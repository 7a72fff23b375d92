package app.velvet.events.command;

import app.velvet.api.token.ServiceTokens;
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
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link CommandSender} for each {@link CommandTarget} as long as the application. */
@ApplicationScoped
class CommandLifecycle {

    private final AgroalDataSource database;
    private final Instance<CommandTarget> targets;
    private final ServiceTokens tokens;
    private final CommandSettings settings;
    private final MeterRegistry registry;
    private final Traces traces;
    private final VitalThreads threads;
    private final List<CommandSender> senders = new ArrayList<>();

    CommandLifecycle(
            AgroalDataSource database,
            @Any Instance<CommandTarget> targets,
            ServiceTokens tokens,
            CommandConfig config,
            MeterRegistry registry,
            Traces traces,
            VitalThreads threads) {
        this.database = database;
        this.targets = targets;
        this.tokens = tokens;
        this.settings = CommandSettings.of(config);
        this.registry = registry;
        this.traces = traces;
        this.threads = threads;
    }

    void start(@Observes StartupEvent started) {
        for (var target : targets) {
            var service = target.service();
            senders.add(new CommandSender(
                    database,
                    target,
                    () -> tokens.issue(service),
                    settings,
                    new CommandMetrics(registry, service),
                    traces,
                    threads,
                    step -> {}));
        }
        senders.forEach(CommandSender::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        senders.forEach(CommandSender::close);
    }
}
