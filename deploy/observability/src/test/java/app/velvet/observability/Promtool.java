package app.velvet.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own tool: that of this machine, or that of Debian's package, unpacked beside the classes. */
final class Promtool {

    private static final String NAME = "promtool";
    private static final Path UNPACKED = Path.of("target", "prometheus");
    private static final long PATIENCE_IN_MINUTES = 2;

    private static Optional<Path> found;

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    record Answer(boolean ok, String text) {}

    /** Skips the test that asks, saying so, where it is not to be had. */
    static synchronized Promtool require() throws IOException, InterruptedException {
        if (found == null) {
            found = onPath();
            if (found.isEmpty()) {
                found = unpacked();
            }
        }
        assumeTrue(
                found.isPresent(),
                "There is no promtool, and Debian's package prometheus, which holds it, cannot be downloaded");
        return new Promtool(found.get());
    }

    private static Optional<Path> onPath() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> unpacked() throws IOException, InterruptedException {
        Path program = UNPACKED.resolve("usr/bin").resolve(NAME).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            download();
        }
        return Optional.of(program).filter(Files::isExecutable);
    }

    /** The lists of packages of a machine that has just been set up are empty. */
    private static void download() throws IOException, InterruptedException {
        Files.createDirectories(UNPACKED);
        String unpack = "dpkg-deb --extract prometheus_*.deb .";
        Answer answer = runInShell("apt-get download prometheus && " + unpack);
        if (!answer.ok()) {
            runInShell("apt-get update && apt-get download prometheus && " + unpack);
        }
    }

    private static Answer runInShell(String command) throws IOException, InterruptedException {
        return run(UNPACKED, List.of("sh", "-c", command));
    }

    Answer run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return run(Path.of(""), command);
    }

    private static Answer run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target"), NAME, ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_IN_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("It does not end: " + command);
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Answer(process.exitValue() == 0, text);
    }
}
