package app.velvet.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Copies of built programs: what runs must not change when somebody builds again. */
final class Programs {

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

    private static boolean isSame(Path target, BasicFileAttributes original) throws IOException {
        return Files.exists(target)
                && Files.size(target) == original.size()
                && Files.getLastModifiedTime(target).equals(original.lastModifiedTime());
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
