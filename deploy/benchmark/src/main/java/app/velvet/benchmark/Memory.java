package app.velvet.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The memory of a process of ours, and of its Java. */
final class Memory {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern LIVE = Pattern.compile("used (\\d+)K");

    /** Makes the next peak count from now on, see proc(5). */
    private static final String FORGET_PEAK = "5";

    private Memory() {}

    /** In kilobytes. */
    static long resident(PackagedProcess process) throws IOException {
        return number(RESIDENT, status(process));
    }

    /** The most that was resident since {@link #forgetPeak}, in kilobytes. */
    static long peak(PackagedProcess process) throws IOException {
        return number(PEAK, status(process));
    }

    static void forgetPeak(PackagedProcess process) throws IOException {
        Files.writeString(proc(process, "clear_refs"), FORGET_PEAK);
    }

    /** What is left on its heap after a full collection, in kilobytes. */
    static long live(Children children, PackagedProcess process) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(process.pid());
        children.run(List.of(jcmd, pid, "GC.run"));
        return LIVE.matcher(children.run(List.of(jcmd, pid, "GC.heap_info")))
                .results()
                .limit(2) // the young and the old generation
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
    }

    private static String status(PackagedProcess process) throws IOException {
        return Files.readString(proc(process, "status"));
    }

    private static Path proc(PackagedProcess process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private static long number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new Failure("The kernel does not say how much memory a process has");
        }
        return Long.parseLong(found.group(1));
    }
}
