package app.velvet.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The processor time that processes have used, of the user and of the system, from {@code /proc} (see proc(5)). */
final class CpuTime {

    /** Of {@code /proc}, whatever the kernel itself counts in. */
    private static final int TICKS_PER_SECOND = 100;

    private CpuTime() {}

    static Duration of(long pid) {
        return ticks(stat(pid).own());
    }

    /** Of a process, its children, and those of them that have ended: of a whole PostgreSQL, asked for its postmaster. */
    static Duration withChildren(long pid) {
        Stat parent = stat(pid);
        long children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(child -> statIfThere(child.pid()).own())
                .sum();
        return ticks(parent.own() + parent.endedChildren() + children);
    }

    private static Duration ticks(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    private static Stat stat(long pid) {
        try {
            return Stat.parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stat statIfThere(long pid) {
        try {
            return stat(pid);
        } catch (UncheckedIOException ended) {
            return Stat.NONE;
        }
    }

    /** In ticks. */
    record Stat(long own, long endedChildren) {

        private static final Stat NONE = new Stat(0, 0);
        private static final int USER = 11;

        /** @param line of which the second field is a name in brackets, that may hold anything */
        static Stat parse(String line) {
            var times = Stream.of(line.substring(line.lastIndexOf(')') + 2).split(" "))
                    .skip(USER)
                    .limit(4)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Stat(times[0] + times[1], times[2] + times[3]);
        }
    }
}
