package app.velvet.events.consumer;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** How long a consumer has had a processor. */
final class ProcessorTime {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final String thread;
    private long before;

    ProcessorTime(String consumer) {
        this.thread = "changes-" + consumer;
        this.before = now();
    }

    /** Since it was asked before. */
    Duration since() {
        var now = now();
        var since = Duration.ofNanos(now - before);
        before = now;
        return since;
    }

    private long now() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(info -> info.getThreadName().equals(thread))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .findAny()
                .orElseThrow(() -> new AssertionError("There is no thread " + thread));
    }
}
