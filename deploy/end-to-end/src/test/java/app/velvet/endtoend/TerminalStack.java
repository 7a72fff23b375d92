package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code deploy/local/start} in a terminal of its own. What is typed there reaches it as from a keyboard. */
final class TerminalStack implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final long STOP_MINUTES = 2;
    private static final int CTRL_C = 3;

    private final Process terminal;
    private final Path screen;

    private TerminalStack(Process terminal, Path screen) {
        this.terminal = terminal;
        this.screen = screen;
    }

    /** Returns when it says that it is ready. */
    static TerminalStack start(String commandLine) {
        try {
            var screen = Files.createTempFile(Files.createDirectories(Path.of("target")), "terminal", ".log");
            var terminal = new ProcessBuilder(
                            "script", "--quiet", "--return", "--flush", "-c", commandLine, "/dev/null")
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start();
            var stack = new TerminalStack(terminal, screen);
            await().atMost(START).until(() -> stack.shows("Velvet is ready at") || !terminal.isAlive());
            assertThat(terminal.isAlive())
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

    /** Returns the exit status of what ran in the terminal, when that has ended. */
    int pressCtrlC() {
        try {
            terminal.getOutputStream().write(CTRL_C);
            terminal.getOutputStream().flush();
            assertThat(terminal.waitFor(STOP_MINUTES, TimeUnit.MINUTES))
                    .as("It ends")
                    .isTrue();
            return terminal.exitValue();
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
        terminal.destroy();
    }
}
