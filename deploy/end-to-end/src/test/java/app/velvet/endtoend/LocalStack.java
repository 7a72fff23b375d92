package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The local stack, driven by its scripts as a person would, with a data folder and a port of its own. */
final class LocalStack implements AutoCloseable {

    private static final Path ROOT = repositoryRoot();
    private static final long START_MINUTES = 5;
    private static final String RECORD = ".pid";

    private final Path repository;
    private final Path data;
    private final int port;
    private final Map<String, String> environment;

    private LocalStack(Path repository, Path data, int port, Map<String, String> environment) {
        this.repository = repository;
        this.data = data;
        this.port = port;
        this.environment = environment;
    }

    /** Starts a stack with fresh data, on a folder under this module's {@code target}. */
    static LocalStack startFresh(String name) {
        return startFresh(name, ROOT, Map.of());
    }

    /**
     * @param repository whose scripts start it, and whose packages it runs
     * @param environment what is passed on to its services
     */
    static LocalStack startFresh(String name, Path repository, Map<String, String> environment) {
        var stack = new LocalStack(repository, Path.of("target", name).toAbsolutePath(), freePort(), environment);
        stack.run(
                "start", "--fresh", "--detach", "--port", String.valueOf(stack.port), "--data", stack.data.toString());
        return stack;
    }

    /** Has it start what has ended of it, and returns what that printed. */
    String heal() {
        return run("start", "--port", String.valueOf(port), "--data", data.toString());
    }

    /** Leaves no test without what another one has killed. */
    void healIfItLacks(String process) {
        if (ProcessHandle.of(pidOf(process)).isEmpty()) {
            heal();
        }
    }

    /** Starts it on the data it has in a terminal of its own. */
    TerminalStack startInTerminal() {
        return TerminalStack.start(script("start"), "--port", String.valueOf(port), "--data", data.toString());
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Ends one process of the stack as {@code kill -9} does. */
    void kill(String process) {
        kill(List.of(process(process)));
    }

    /** Ends all of it at once, as a power cut would, what started the others included. */
    void killAll() {
        kill(processes());
    }

    /** Ends one process of the stack as its own launcher would. */
    void end(String process) {
        var ending = process(process);
        assertThat(ending.destroy()).isTrue();
        ending.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void kill(List<ProcessHandle> victims) {
        victims.forEach(victim -> assertThat(victim.destroyForcibly()).isTrue());
        victims.forEach(
                victim -> victim.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /** Returns what runs of it, the one that started the others first. */
    List<ProcessHandle> processes() {
        try (var records = Files.list(data.resolve("run"))) {
            var names =
                    new ArrayList<>(records.map(record -> record.getFileName().toString())
                            .filter(record -> record.endsWith(RECORD))
                            .map(record -> record.substring(0, record.length() - RECORD.length()))
                            .toList());
            Collections.swap(names, 0, names.indexOf("launcher"));
            return names.stream().map(this::process).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle process(String name) {
        return ProcessHandle.of(pidOf(name)).orElseThrow();
    }

    /** Where a service answers without the gateway. */
    URI addressOf(String service) {
        return URI.create(
                "http://127.0.0.1:" + read(data.resolve("ports.properties")).getProperty(service));
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** What a service was told when it started. */
    Properties settingsOf(String service) {
        return read(data.resolve("services").resolve(service).resolve("config/application.properties"));
    }

    boolean hasFreePort() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private long pidOf(String process) {
        try {
            return Long.parseLong(Files.readString(data.resolve("run").resolve(process + RECORD))
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

    private String run(String script, String... arguments) {
        var command = new ArrayList<>(List.of(script(script)));
        command.addAll(List.of(arguments));
        try {
            var log = Files.createTempFile(Files.createDirectories(Path.of("target")), script, ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = process.waitFor(START_MINUTES, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s succeeds; it printed:%n%s", command, Files.readString(log))
                    .isTrue();
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String script(String name) {
        return repository.resolve("deploy/local").resolve(name).toString();
    }

    static Path repositoryRoot() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deploy/local/start"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
