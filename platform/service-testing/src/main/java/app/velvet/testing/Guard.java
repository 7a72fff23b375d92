package app.velvet.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whose word ends a process that we start: ours alone, and ours for certain. */
public final class Guard {

    private static final String DEAF = """
            trap '' INT HUP
            command -v setsid >/dev/null && exec setsid "$@"
            exec "$@"
            """;

    private Guard() {}

    /**
     * Returns a command that runs the given one deaf to the Ctrl-C and the hang-up of a terminal. A terminal sends those
     * to all processes at once, and servers must end after those that use them. The process id stays the command's own.
     */
    public static List<String> deafToTerminal(List<String> command) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", DEAF, "sh"));
        guarded.addAll(command);
        return guarded;
    }

    /**
     * Sends a signal to a process when this JVM ends, even if it is killed. A shell waits for that in our stead: its
     * input ends with us.
     *
     * @param signal e.g. {@code TERM}
     * @param record a file; the signal is sent only if its first line is still {@code line}, so that nobody else is hit
     *     who was given the process id after the process had ended
     */
    public static void endWithUs(long pid, String signal, Path record, String line) throws IOException {
        String script = """
                trap '' INT HUP TERM
                cat >/dev/null
                [ "$(head -n 1 "$1" 2>/dev/null)" = "$2" ] && kill "-$3" "$4"
                """;
        Process shell = new ProcessBuilder(
                        "sh", "-c", script, "sh", record.toString(), line, signal, Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        KeepAlive.until(shell);
    }
}
