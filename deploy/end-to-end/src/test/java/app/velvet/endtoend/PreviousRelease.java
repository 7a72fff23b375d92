package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The release before this one, built from the history of the repository. */
final class PreviousRelease {

    private static final long PATIENCE_MINUTES = 20;

    /** What runs of it, and what starts that. */
    private static final String MODULES =
            "auth-service,contacts-service,venues-service,sync-service,push-service,deploy/local";

    private final String commit = System.getProperty("velvet.previous-release");
    private final Path sources = Path.of("target", "previous-release", commit).toAbsolutePath();

    private PreviousRelease() {}

    /** Returns the folder of its sources and packages; skips the test where the history does not go back so far. */
    static Path build() {
        var release = new PreviousRelease();
        assumeTrue(
                release.isInHistory(),
                () -> "The history of this checkout does not reach back to " + release.commit
                        + ", the release before: git fetch --unshallow");
        if (!Files.exists(release.built())) {
            release.unpack();
            release.makePackages();
        }
        return release.sources;
    }

    private boolean isInHistory() {
        return run(LocalStack.repositoryRoot(), "git", "cat-file", "-e", commit + "^{commit}") == 0;
    }

    private void unpack() {
        var archive = sources.resolveSibling(commit + ".tar");
        try {
            Files.createDirectories(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        require(LocalStack.repositoryRoot(), "git", "archive", "--output", archive.toString(), commit);
        require(sources, "tar", "-xf", archive.toString());
    }

    private void makePackages() {
        require(sources, "mvn", "-B", "-ntp", "-Dmaven.test.skip", "-pl", MODULES, "-am", "package");
        try {
            Files.createFile(built());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There once all is built. */
    private Path built() {
        return sources.resolveSibling(commit + ".built");
    }

    private void require(Path folder, String... command) {
        assertThat(run(folder, command))
                .as("%s succeeds, see %s", List.of(command), log())
                .isZero();
    }

    private int run(Path folder, String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError(List.of(command) + " takes too long, see " + log());
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static File log() {
        return Path.of("target", "previous-release.log").toFile();
    }
}
