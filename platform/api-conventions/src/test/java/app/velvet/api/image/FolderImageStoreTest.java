package app.velvet.api.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImageStoreTest extends ImageStoreContract {

    @TempDir
    Path directory;

    @Override
    ImageStore store() {
        return new FolderImageStore(directory);
    }

    @Test
    void nothingUnfinishedIsLeft() throws IOException {
        var file = ImageName.next("users", StoredType.PNG).file(ImageVariant.ORIGINAL);

        store().put(file, new byte[] {1});

        try (var files = Files.list(directory.resolve(file.image().folder()))) {
            assertEquals(List.of(directory.resolve(file.path())), files.toList());
        }
    }

    @Test
    void aReplicaUnderAnotherUserCanReadIt() throws IOException {
        var file = ImageName.next("users", StoredType.PNG).file(ImageVariant.ORIGINAL);

        store().put(file, new byte[] {1});

        assertEquals(
                PosixFilePermissions.fromString("rw-r--r--"),
                Files.getPosixFilePermissions(directory.resolve(file.path())));
    }

    @Test
    void whatACrashLeftGoesWithTheImage() throws IOException {
        var image = ImageName.next("users", StoredType.PNG);
        var folder = Files.createDirectories(directory.resolve(image.folder()));
        Files.writeString(folder.resolve("1.part"), "half");

        store().remove(image);

        assertFalse(Files.exists(folder));
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAFailure() throws IOException {
        var occupied = new FolderImageStore(Files.writeString(directory.resolve("file"), ""));
        var file = ImageName.next("users", StoredType.PNG).file(ImageVariant.ORIGINAL);

        assertThrows(IOException.class, () -> occupied.put(file, new byte[] {1}));
    }
}
