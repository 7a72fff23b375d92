package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The local stack, driven by its scripts as a person would, with a data folder and a port of its own. */
final class LocalStack implements AutoCloseable {

    private static final Path ROOT = repositoryRoot();
    private static final long START_MINUTES = 5;

    private final Path data;
    private final int port;

    private LocalStack(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** A stack that is not started yet, on a folder under this module's {@code target}. */
    static LocalStack notStarted(String name) {
        return new LocalStack(Path.of("target", name).toAbsolutePath(), freePort());
    }

    /** Starts a stack with fresh data. */
    static LocalStack startFresh(String name) {
        var stack = notStarted(name);
        stack.run(
                "start", "--fresh", "--detach", "--port", String.valueOf(stack.port), "--data", stack.data.toString());
        return stack;
    }

    /** Starts it again on the data it has: what is still running of it is stopped first. */
    void startAgain() {
        run("start", "--detach", "--port", String.valueOf(port), "--data", data.toString());
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Ends one process of the stack as a power cut would. */
    void kill(String process) {
        var victim = ProcessHandle.of(pidOf(process)).orElseThrow();
        assertThat(victim.destroyForcibly()).isTrue();
        victim.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private long pidOf(String process) {
        try {
            return Long.parseLong(Files.readString(data.resolve("run").resolve(process + ".pid"))
                    .strip()
                    .split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("stop", "--data", data.toString());
    }

    private void run(String script, String... arguments) {
        var command = new ArrayList<>(List.of(script(script)));
        command.addAll(List.of(arguments));
        try {
            var log = Files.createTempFile(Files.createDirectories(Path.of("target")), script, ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var ended = process.waitFor(START_MINUTES, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s succeeds; it printed:%n%s", command, Files.readString(log))
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String script(String name) {
        return ROOT.resolve("deploy/local").resolve(name).toString();
    }

    static Path repositoryRoot() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deploy/local/start"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
