package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void isMadeWhereThereIsNone() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("a/b"));

        try (var taken = data.take()) {
            data.prepare();
        }

        assertThat(data.run()).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keys())))
                .isEqualTo("rwx------");
    }

    @Test
    void belongsToOneStartAtATime() throws IOException {
        DataFolder data = new DataFolder(folder);

        try (var taken = data.take()) {
            assertTrouble(data, "Another deploy/local/start is under way on " + folder);
        }
        data.take().close();
    }

    @Test
    void isNeverAFolderWithOtherThings() throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.txt"), "of great value");

        assertTrouble(
                new DataFolder(folder),
                "The folder " + folder + " holds other things than a local stack's data: name another with --data");
        assertThat(thesis).hasContent("of great value");
    }

    @Test
    void losesEverythingButItsMarkWhenItIsCleared() throws IOException {
        DataFolder data = new DataFolder(folder);
        try (var taken = data.take()) {
            data.prepare();
            Files.writeString(data.demoLoaded(), "");

            data.clear();
        }

        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("velvet-local-stack", "lock");
        }
    }

    @Test
    void cannotBeAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertTrouble(new DataFolder(file), "The data folder " + file + " is not a folder");
    }

    @Test
    void cannotBeWhereNothingCanBeWritten() {
        Path below = Path.of("/proc/velvet");

        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> new DataFolder(below).take())
                .withMessageStartingWith("The data folder /proc/velvet cannot be written: ")
                .withMessageNotContaining("\n");
    }

    private static void assertTrouble(DataFolder data, String line) {
        assertThatExceptionOfType(Trouble.class).isThrownBy(data::take).withMessage(line);
    }
}
