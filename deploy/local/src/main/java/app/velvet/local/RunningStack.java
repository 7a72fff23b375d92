package app.velvet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What runs on a data folder, as other processes see it. */
record RunningStack(DataFolder data) {

    static final String LAUNCHER = "launcher";
    static final String GATEWAY = "gateway";
    static final String STAND_INS = "stand-ins";
    static final String KAFKA = "kafka";
    static final String POSTGRESQL = "postgresql";

    private static final Duration LAUNCHER_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration PROCESS_TIMEOUT = Duration.ofSeconds(20);

    /** In the order in which they end: each before what it uses. */
    static List<String> processes() {
        return Stream.of(
                        Stream.of(GATEWAY),
                        Service.ALL.stream().map(Service::name),
                        Stream.of(STAND_INS, KAFKA, POSTGRESQL))
                .flatMap(names -> names)
                .toList();
    }

    /** Returns the URL of the stack if it is ready and none of its processes has died. */
    Optional<String> url() {
        return hasLauncher() && missing().isEmpty() ? read(data.readyFile()) : Optional.empty();
    }

    /** Returns the port of a stack that was ready once and whose launcher runs: that one can start what has ended since. */
    Optional<Integer> healablePort() {
        return hasLauncher() ? read(data.portFile()).map(Integer::parseInt) : Optional.empty();
    }

    boolean hasLauncher() {
        return find(LAUNCHER).isPresent();
    }

    /** Returns the processes that do not run. */
    List<String> missing() {
        return processes().stream().filter(process -> find(process).isEmpty()).toList();
    }

    /** Returns the processes that run, by their names. */
    Map<String, ProcessHandle> running() {
        Map<String, ProcessHandle> running = new HashMap<>();
        processes().forEach(name -> find(name).ifPresent(process -> running.put(name, process)));
        return running;
    }

    /** Returns whether there is anything to stop. */
    boolean isAnythingLeft() {
        return hasLauncher() || !running().isEmpty();
    }

    /** Stops whatever runs, cleanly where that is possible, and returns when nothing does any more. */
    void stop() {
        find(LAUNCHER).ifPresent(launcher -> end(launcher, LAUNCHER_TIMEOUT));
        // what is left when the launcher itself had been killed
        processes().forEach(process -> find(process).ifPresent(left -> end(left, PROCESS_TIMEOUT)));
        forget();
    }

    /** Removes the notes of what ran. */
    void forget() {
        try {
            Files.deleteIfExists(data.readyFile());
            Files.deleteIfExists(data.portFile());
            new Healing(data).forget();
            Files.deleteIfExists(data.record(LAUNCHER));
            for (String process : processes()) {
                Files.deleteIfExists(data.record(process));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessHandle> find(String process) {
        return ProcessRecord.running(data.record(process));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Asks a process to end, and kills it if it does not in time. */
    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!awaitEnd(process, patience)) {
            process.destroyForcibly();
            awaitEnd(process, patience);
        }
    }

    static boolean awaitEnd(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
