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
    void onlyWhatACopyWouldNotChangeIsACopy() throws IOException {
        assertThat(Programs.isCopy(original, copy)).isFalse();
        Programs.copy(original, copy);
        assertThat(Programs.isCopy(original, copy)).isTrue();

        Path built = original.resolve("run.jar");
        FileTime before = Files.getLastModifiedTime(built);
        Files.setLastModifiedTime(built, FileTime.fromMillis(before.toMillis() + 1_000));
        assertThat(Programs.isCopy(original, copy)).as("built again").isFalse();
        Files.setLastModifiedTime(built, before);
        Files.writeString(original.resolve("lib/new.jar"), "new");
        assertThat(Programs.isCopy(original, copy)).as("one more").isFalse();
        Files.delete(original.resolve("lib/new.jar"));
        Files.delete(original.resolve("lib/old.jar"));
        assertThat(Programs.isCopy(original, copy)).as("one less").isFalse();
    }

    @Test
    void whatIsNotBuiltHasNoCopy() {
        Programs.copy(original, copy);

        assertThat(Programs.isCopy(folder.resolve("missing"), copy)).isFalse();
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
