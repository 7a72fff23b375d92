package app.velvet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
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
        boolean complete = find(LAUNCHER).isPresent()
                && processes().stream().allMatch(process -> find(process).isPresent());
        return complete ? readUrl() : Optional.empty();
    }

    /** Returns whether there is anything to stop. */
    boolean isAnythingLeft() {
        return find(LAUNCHER).isPresent()
                || processes().stream().anyMatch(process -> find(process).isPresent());
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

    private Optional<String> readUrl() {
        try {
            return Optional.of(Files.readString(data.readyFile()).strip());
        } catch (IOException notReady) {
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
