package app.velvet.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Processes that end with us, at the latest. */
final class Children {

    private static final int STOP_SECONDS = 30;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnding;

    Process start(ProcessBuilder command) throws IOException {
        var child = command.start();
        running.add(child);
        if (isEnding) {
            child.destroyForcibly();
        }
        return child;
    }

    /** Runs a command to its end and returns what it wrote. */
    String run(List<String> command) {
        try {
            var child = start(new ProcessBuilder(command).redirectErrorStream(true));
            var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int result = child.waitFor();
            running.remove(child);
            if (result != 0) {
                throw new Failure(command.get(0) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new Failure(command.get(0) + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        }
    }

    void stop(Process child) {
        child.destroy();
        try {
            if (!child.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.remove(child);
    }

    boolean isEnding() {
        return isEnding;
    }

    void endAll() {
        isEnding = true;
        running.forEach(Process::destroyForcibly);
        running.forEach(child -> child.onExit().join());
    }
}
