package app.velvet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a test JVM's servers, inside the module's {@code target}. */
final class Scratch {

    private static final Path ROOT = Path.of("target", "service-testing").toAbsolutePath();

    private Scratch() {}

    /** Returns this JVM's own folder, after removing what killed JVMs left behind. */
    static synchronized Path ofThisJvm() {
        long pid = ProcessHandle.current().pid();
        Path own = ROOT.resolve("jvm-" + pid);
        if (!Files.isDirectory(own)) {
            removeLeftovers();
            create(own);
        }
        return own;
    }

    /** Returns where PostgreSQL's programs are unpacked, once for all JVMs. */
    static Path binaries() {
        return ROOT.resolve("postgresql");
    }

    private static void removeLeftovers() {
        for (Path directory : list(create(ROOT))) {
            String name = directory.getFileName().toString();
            if (name.startsWith("jvm-") && !isAlive(Long.parseLong(name.substring("jvm-".length())))) {
                list(directory).forEach(server -> EmbeddedPostgres.stopOrphan(server.resolve("data")));
                remove(directory);
            }
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Ends a server and removes its folder when this JVM ends; what is in it was for its tests alone. */
    static void removeAtExit(Path directory, Runnable kill) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kill.run();
            remove(directory);
            // the JVM's own folder, when this was the last server in it
            directory.getParent().toFile().delete();
        }));
    }

    /** Removes a folder and all in it; what vanishes meanwhile, or another JVM removes as well, is fine. */
    static void remove(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException stillInUse) {
            // the next run tries again
        }
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
