package app.velvet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of the stack as it is noted in a file: {@code <process id> <start in milliseconds>}. The id alone may by now
 * be another program's.
 */
record ProcessRecord(long pid, long startedAt) {

    /** Linux gives the start in hundredths of a second since boot, and two JVMs may differ about when that was. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(process.pid(), startOf(process));
    }

    void write(Path file) {
        try {
            Files.writeString(file, line() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String line() {
        return pid + " " + startedAt;
    }

    /** Returns the process that a file speaks of, if it is still running. */
    static Optional<ProcessHandle> running(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ");
            return new ProcessRecord(Long.parseLong(parts[0]), Long.parseLong(parts[1])).find();
        } catch (IOException | RuntimeException absent) {
            return Optional.empty();
        }
    }

    private Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(startOf(process) - startedAt) <= TOLERANCE.toMillis());
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
