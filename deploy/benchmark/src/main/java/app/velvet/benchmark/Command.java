package app.velvet.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What all measurements have in common as commands: where they are, and that nothing is left of them. */
final class Command {

    static final Path REPOSITORY = Path.of(System.getProperty("velvet.repository"));
    static final Path TARGET = Path.of("target").toAbsolutePath();

    /** What a command does, in a folder of its own that is removed afterwards. */
    @FunctionalInterface
    interface Measurement {

        void run(Children children, Path work) throws Exception;
    }

    private Command() {}

    /** Runs it and ends this JVM. */
    static void run(String name, Measurement measurement) {
        Logger.getLogger("").setLevel(Level.WARNING);
        var children = new Children();
        try {
            Path work = Files.createTempDirectory(Files.createDirectories(TARGET), name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                children.endAll();
                remove(work);
            }));
            measurement.run(children, work);
            System.exit(0);
        } catch (Failure failure) {
            end(children, failure.getMessage());
        } catch (Exception | Error unexpected) {
            unexpected.printStackTrace();
            end(children, "That was not expected.");
        }
    }

    /** What fails because all is being ended already says nothing. */
    private static void end(Children children, String why) {
        if (!children.isEnding()) {
            System.err.println(why);
            System.exit(1);
        }
    }

    private static void remove(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stillInUse) {
            System.err.println("Not removed: " + directory);
        }
    }
}
