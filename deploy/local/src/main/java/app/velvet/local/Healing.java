package app.velvet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a running stack gets back what has ended of it: {@code deploy/local/start} leaves a request in the data folder, and
 * the stack's launcher takes it, starts what is missing, and answers with the ready file or with why it could not.
 */
record Healing(DataFolder data) {

    private static final long LOOK_AGAIN_MILLIS = 50;

    private Path request() {
        return data.run().resolve("heal");
    }

    private Path refusal() {
        return data.run().resolve("not-healed");
    }

    /** Removes a request and a refusal that nobody waits for. */
    void forget() throws IOException {
        Files.deleteIfExists(request());
        Files.deleteIfExists(refusal());
    }

    /** Returns whether somebody has asked, once for each request. */
    boolean takeRequest() throws IOException {
        return Files.deleteIfExists(request());
    }

    /** Answers that it could not be done. */
    void refuse(String why) throws IOException {
        Path unfinished = refusal().resolveSibling("not-healed.new");
        Files.writeString(unfinished, why);
        Files.move(unfinished, refusal(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Asks the launcher and waits until everything is ready; says what was started again.
     *
     * @param patience how long the launcher may take to begin
     * @return false if the launcher ended without having begun: it was on its way down
     * @throws Trouble if it does not begin, or does not get everything ready
     */
    boolean request(Duration patience) throws IOException, InterruptedException {
        RunningStack stack = new RunningStack(data);
        Map<String, ProcessHandle> before = stack.running();
        sayWhatIsMissing(stack.missing());
        Files.deleteIfExists(data.readyFile());
        forget();
        Files.createFile(request());
        if (!awaitAnswer(stack, Instant.now().plus(patience))) {
            return false;
        }
        sayWhatWasStarted(before, stack.running());
        return true;
    }

    private boolean awaitAnswer(RunningStack stack, Instant latestBegin) throws IOException, InterruptedException {
        while (!Files.exists(data.readyFile())) {
            if (Files.exists(refusal())) {
                throw new Trouble(Files.readString(refusal()));
            }
            // In this order: a launcher can take the request and end between two looks.
            boolean hasLauncher = stack.hasLauncher();
            boolean taken = !Files.exists(request());
            if (!hasLauncher) {
                if (taken) {
                    throw new Trouble("Velvet has been stopped meanwhile on " + data.root());
                }
                return false;
            }
            if (!taken && Instant.now().isAfter(latestBegin)) {
                forget();
                throw new Trouble(
                        "The launcher of Velvet on " + data.root() + " does not answer; deploy/local/stop ends it");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return true;
    }

    private void sayWhatIsMissing(List<String> missing) {
        System.out.println(
                missing.isEmpty()
                        ? "Velvet is not ready on " + data.root() + ": waiting for it"
                        : "Velvet runs on " + data.root() + " without " + String.join(", ", missing)
                                + ": starting what is missing");
    }

    private static void sayWhatWasStarted(Map<String, ProcessHandle> before, Map<String, ProcessHandle> after) {
        List<String> started = RunningStack.processes().stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .toList();
        if (!started.isEmpty()) {
            System.out.println("Started again: " + String.join(", ", started));
        }
    }
}
