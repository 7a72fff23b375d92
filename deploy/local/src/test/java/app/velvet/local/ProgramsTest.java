package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    @TempDir
    private Path folder;

    private Path original;
    private Path copy;

    @BeforeEach
    void build() throws IOException {
        original = folder.resolve("original");
        copy = folder.resolve("copy");
        Files.createDirectories(original.resolve("lib"));
        Files.writeString(original.resolve("run.jar"), "1");
        Files.writeString(original.resolve("lib/old.jar"), "old");
    }

    @Test
    void aCopyIsCompleteAndItsOwn() throws IOException {
        Programs.copy(original, copy);
        Files.writeString(original.resolve("run.jar"), "2");

        assertThat(copy.resolve("run.jar")).hasContent("1");
        assertThat(copy.resolve("lib/old.jar")).hasContent("old");
    }

    @Test
    void aLaterCopyTakesWhatChangedAndDropsWhatIsGone() throws IOException {
        Programs.copy(original, copy);
        FileTime untouched = Files.getLastModifiedTime(copy.resolve("run.jar"));
        Files.delete(original.resolve("lib/old.jar"));
        Files.writeString(original.resolve("lib/new.jar"), "new");

        Programs.copy(original, copy);

        assertThat(copy.resolve("lib/old.jar")).doesNotExist();
        assertThat(copy.resolve("lib/new.jar")).hasContent("new");
        assertThat(Files.getLastModifiedTime(copy.resolve("run.jar"))).isEqualTo(untouched);
    }

    @Test
    void anUnpackingOfPostgresThatWasInterruptedBeginsAnew() throws IOException {
        Path programs = folder.resolve("postgresql");
        Path halfDone = Files.createDirectories(programs.resolve("PG-1/lib"));
        Files.createSymbolicLink(halfDone.resolve("libicuuc.so"), Path.of("libicuuc.so.60"));
        Path done = Files.createDirectories(programs.resolve("PG-2"));
        Files.createFile(done.resolve(".exists"));

        Programs.removeHalfUnpacked(programs);

        assertThat(programs.resolve("PG-1")).doesNotExist();
        assertThat(done).isDirectory();
    }
}
