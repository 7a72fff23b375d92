package app.velvet.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs that a stack runs: copies of what is built, as what runs must not change when somebody builds again. */
final class Programs {

    /** Where the unpacking of PostgreSQL says that it is complete. */
    private static final String UNPACKED = ".exists";

    private Programs() {}

    /** Makes {@code copy} equal to {@code original}, copying only files of another size or time. */
    static void copy(Path original, Path copy) {
        try {
            Files.walkFileTree(original, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(copy.resolve(original.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path target = copy.resolve(original.relativize(file));
                    if (!isSame(target, attributes)) {
                        Files.copy(
                                file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            removeWhatIsGone(original, copy);
        } catch (IOException e) {
            throw new Trouble("The programs could not be copied to " + copy + ": " + DataFolder.reason(e), e);
        }
    }

    /** Returns whether {@link #copy} would find nothing to do. */
    static boolean isCopy(Path original, Path copy) {
        try {
            return Files.isDirectory(original) && states(original).equals(states(copy));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Map<Path, State> states(Path folder) throws IOException {
        Map<Path, State> states = new HashMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                states.put(folder.relativize(file), State.of(attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        return states;
    }

    /** What tells whether a file has changed. */
    private record State(long size, long modifiedMillis) {

        /** Some versions of Java copy times only to the microsecond. */
        static State of(BasicFileAttributes attributes) {
            return new State(attributes.size(), attributes.lastModifiedTime().toMillis());
        }
    }

    /** Removes what an unpacking of PostgreSQL left behind that was interrupted: another one would stumble over it. */
    static void removeHalfUnpacked(Path postgresPrograms) {
        try {
            Files.createDirectories(postgresPrograms);
            for (Path version : children(postgresPrograms)) {
                if (!Files.exists(version.resolve(UNPACKED))) {
                    remove(version);
                }
            }
        } catch (IOException e) {
            throw new Trouble(
                    "The programs in " + postgresPrograms + " cannot be replaced: " + DataFolder.reason(e), e);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean isSame(Path target, BasicFileAttributes original) throws IOException {
        return Files.exists(target)
                && State.of(Files.readAttributes(target, BasicFileAttributes.class))
                        .equals(State.of(original));
    }

    private static void removeWhatIsGone(Path original, Path copy) throws IOException {
        Files.walkFileTree(copy, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!Files.exists(original.resolve(copy.relativize(file)))) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
