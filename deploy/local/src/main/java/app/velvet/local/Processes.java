package app.velvet.local;

import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.EmbeddedPostgres.Durability;
import app.velvet.testing.Guard;
import app.velvet.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The processes of a stack: noted where others find them, watched, and ended each before what it uses. A stack may be told to
 * end while it is starting; from then on nothing is started any more, as nobody would end it. Thread-safe.
 */
final class Processes {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final DataFolder data;
    private final PortBook ports;
    private final Consumer<String> ready;
    private final Map<String, Process> children = new LinkedHashMap<>();
    private final Map<String, ProcessHandle> watched = new ConcurrentHashMap<>();
    private CompletableFuture<Void> serversStarted = CompletableFuture.completedFuture(null);
    private boolean ending;
    private volatile EmbeddedPostgres postgres;
    private volatile EmbeddedKafka kafka;

    /** @param ready is told the names of the servers that are ready, by any thread */
    Processes(DataFolder data, PortBook ports, Consumer<String> ready) {
        this.data = data;
        this.ports = ports;
        this.ready = ready;
    }

    /** Starts PostgreSQL and Kafka unless they run, and returns when both are ready. */
    void startServers() {
        try {
            beginToStartServers().join();
        } catch (CompletionException e) {
            throw new Trouble(line(e.getCause()), e);
        }
    }

    private static String line(Throwable failure) {
        return failure.getCause() instanceof SQLException refused
                ? failure.getMessage() + ": "
                        + refused.getMessage().lines().findFirst().orElse("")
                : failure.getMessage();
    }

    private synchronized CompletableFuture<Void> beginToStartServers() {
        requireNotEnding();
        serversStarted = CompletableFuture.allOf(
                inParallelUnlessAlive(RunningStack.POSTGRESQL, this::startPostgres),
                inParallelUnlessAlive(RunningStack.KAFKA, this::startKafka));
        return serversStarted;
    }

    private CompletableFuture<Void> inParallelUnlessAlive(String server, Runnable start) {
        return isAlive(server)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(start, command -> new Thread(command).start());
    }

    private void startPostgres() {
        Programs.removeHalfUnpacked(data.postgresPrograms());
        try {
            postgres = EmbeddedPostgres.start(
                    data.postgres(), data.postgresPrograms(), ports.of(RunningStack.POSTGRESQL), Durability.DURABLE);
        } catch (ExceptionInInitializerError e) {
            // so its library says that it could not unpack it
            throw new Trouble("PostgreSQL could not be unpacked: " + reason(e.getCause()), e);
        }
        Service.ALL.forEach(service -> postgres.database(service.database()));
        watch(RunningStack.POSTGRESQL, ProcessHandle.of(postgres.pid()).orElseThrow());
        sayReady(RunningStack.POSTGRESQL);
    }

    private static String reason(Throwable failure) {
        return failure instanceof IOException e ? DataFolder.reason(e) : failure.toString();
    }

    private void startKafka() {
        kafka = EmbeddedKafka.start(
                data.kafka(), ports.of(RunningStack.KAFKA), ports.of(RunningStack.KAFKA + "-controller"));
        watch(RunningStack.KAFKA, ProcessHandle.of(kafka.pid()).orElseThrow());
        Topics.create(kafka.bootstrap());
        sayReady(RunningStack.KAFKA);
    }

    private void sayReady(String server) {
        if (!isEnding()) {
            ready.accept(server);
        }
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    synchronized void startChild(Child child) throws IOException {
        requireNotEnding();
        Process process = new ProcessBuilder(Guard.deafToTerminal(child.command()))
                .directory(child.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.log(child.name()).toFile())
                .start();
        children.put(child.name(), process);
        watch(child.name(), process.toHandle());
    }

    private void requireNotEnding() {
        if (ending) {
            throw new Trouble("Velvet is being stopped");
        }
    }

    boolean isAlive(String name) {
        ProcessHandle process = watched.get(name);
        return process != null && process.isAlive();
    }

    synchronized boolean isEnding() {
        return ending;
    }

    /** Notes the process where others find it, ends it with us, and tells when it ends without us. */
    private void watch(String name, ProcessHandle process) {
        ProcessRecord record = ProcessRecord.of(process);
        record.write(data.record(name));
        try {
            Guard.endWithUs(process.pid(), "TERM", data.record(name), record.line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watched.put(name, process);
        process.onExit().thenRun(() -> {
            if (!isEnding()) {
                System.out.println(name + " has ended unexpectedly, see " + data.log(name)
                        + "; the others go on, and deploy/local/start starts it again");
            }
        });
    }

    /** Ends all processes and returns when they have ended. */
    void end() {
        List<Process> services = beginToEnd();
        services.forEach(Process::destroy);
        services.forEach(service -> RunningStack.end(service.toHandle(), STOP_TIMEOUT));
        awaitServers();
        if (kafka != null) {
            kafka.stop();
        }
        if (postgres != null) {
            postgres.stop();
        }
    }

    /** Ends the gateway, so that no request finds only half of the services; returns these. */
    private List<Process> beginToEnd() {
        Map<String, Process> toEnd;
        synchronized (this) {
            ending = true;
            toEnd = new LinkedHashMap<>(children);
        }
        Process gateway = toEnd.remove(RunningStack.GATEWAY);
        if (gateway != null) {
            RunningStack.end(gateway.toHandle(), STOP_TIMEOUT);
        }
        return List.copyOf(toEnd.values());
    }

    /** A server in the middle of its start can be ended only when it has started. */
    private void awaitServers() {
        CompletableFuture<Void> started;
        synchronized (this) {
            started = serversStarted;
        }
        started.exceptionally(failure -> null)
                .completeOnTimeout(null, STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
