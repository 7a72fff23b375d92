package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code deploy/local/start} in the foreground of a terminal: in a process group of its own, which Ctrl-C reaches. */
final class TerminalStack implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final long STOP_MINUTES = 2;

    private final Process start;
    private final Path screen;

    private TerminalStack(Process start, Path screen) {
        this.start = start;
        this.screen = screen;
    }

    /** Returns when it says that it is ready. */
    static TerminalStack start(String... commandLine) {
        // a shell that put this JVM into the background may have made it deaf to Ctrl-C, and what it starts as well
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
        command.addAll(List.of(commandLine));
        try {
            var screen = Files.createTempFile(Files.createDirectories(Path.of("target")), "terminal", ".log");
            var start = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start();
            var stack = new TerminalStack(start, screen);
            await().atMost(START).until(() -> stack.shows("Velvet is ready at") || !start.isAlive());
            assertThat(start.isAlive())
                    .as("It runs: %s", Files.readString(screen))
                    .isTrue();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean shows(String text) {
        try {
            return Files.readString(screen).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the exit status when it has ended. */
    int pressCtrlC() {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT -" + start.pid()).start().waitFor();
            assertThat(start.waitFor(STOP_MINUTES, TimeUnit.MINUTES))
                    .as("It ends")
                    .isTrue();
            return start.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As when its window is closed. */
    @Override
    public void close() {
        start.destroy();
    }
}
