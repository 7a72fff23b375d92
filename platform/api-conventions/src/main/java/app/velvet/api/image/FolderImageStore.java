package app.velvet.api.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Images in a directory, one folder for each; several replicas share the directory. */
final class FolderImageStore implements ImageStore {

    /** Replicas may run under different users; temporary files are for their owner only, unless asked for otherwise. */
    private static final FileAttribute<?> READABLE_BY_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final Path directory;

    FolderImageStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public void put(ImageFile file, byte[] content) throws IOException {
        var target = directory.resolve(file.path());
        var folder = Files.createDirectories(target.getParent());
        var unfinished = Files.createTempFile(folder, "", ".part", attributes(folder));
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        force(folder.getParent());
    }

    @Override
    public Optional<Content> find(ImageFile file) throws IOException {
        var path = directory.resolve(file.path());
        try {
            return Optional.of(new Content(Files.size(path), Files.newInputStream(path)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(ImageName image) throws IOException {
        var folder = directory.resolve(image.folder());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    private static FileAttribute<?>[] attributes(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {READABLE_BY_ALL}
                : new FileAttribute<?>[0];
    }

    /** A file is there after a power cut only if its name is. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
