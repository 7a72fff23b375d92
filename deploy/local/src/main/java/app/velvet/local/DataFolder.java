package app.velvet.local;

import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.fcm.ServiceAccount;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything that one local stack keeps, in one folder. */
record DataFolder(Path root) {

    /** Enough for the programs, an empty database and Kafka's first segments. */
    private static final long NEEDED_BYTES = 1L << 30;

    private static final String MARK = "velvet-local-stack";
    private static final String MARK_TEXT =
            "The data of a local stack of Velvet: deploy/local/start --fresh removes it.\n";

    /** What is running: a {@link ProcessRecord} for each process. */
    Path run() {
        return root.resolve("run");
    }

    Path record(String process) {
        return run().resolve(process + ".pid");
    }

    /** Holds the stack's URL from when it is ready until it ends. */
    Path readyFile() {
        return run().resolve("ready");
    }

    /**
     * Holds the gateway's port from when the stack was ready for the first time until it ends. From then on its launcher
     * does what {@link Healing} asks for.
     */
    Path portFile() {
        return run().resolve("port");
    }

    /** The two servers keep theirs with their data. */
    Path log(String process) {
        return switch (process) {
            case RunningStack.POSTGRESQL -> postgres().resolve("postgresql.log");
            case RunningStack.KAFKA -> kafka().resolve("kafka.log");
            default -> logs().resolve(process + ".log");
        };
    }

    private Path logs() {
        return root.resolve("log");
    }

    /** The copies of the programs that run, one folder each. */
    Path program(String name) {
        return root.resolve("programs").resolve(name);
    }

    /** The folder that a service runs in. */
    Path home(Service service) {
        return root.resolve("services").resolve(service.name());
    }

    Path keys() {
        return root.resolve("keys");
    }

    /** The key by which the services know each other. */
    Path serviceKey() {
        return keys().resolve("services.jwk");
    }

    ApnsCredentials apnsCredentials() {
        return new ApnsCredentials(keys().resolve("apns"));
    }

    ServiceAccount serviceAccount() {
        return new ServiceAccount(keys().resolve("fcm"));
    }

    /** What users have uploaded. */
    Path images() {
        return root.resolve("images");
    }

    Path scratch() {
        return root.resolve("tmp");
    }

    Path ports() {
        return root.resolve("ports.properties");
    }

    Path postgres() {
        return root.resolve("postgresql");
    }

    Path postgresPrograms() {
        return root.resolve("programs").resolve("postgresql");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** Exists once the demo company is completely there. */
    Path demoLoaded() {
        return root.resolve("demo-loaded");
    }

    /** Makes the folder and takes it for this JVM; nobody else starts a stack on it until the lock is released. */
    FileLock take() {
        requireOurs();
        try {
            Files.createDirectories(root);
            Files.writeString(root.resolve(MARK), MARK_TEXT);
            // not closed before the JVM ends
            FileLock lock = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock == null) {
                throw startingAlready(null);
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            throw startingAlready(e);
        } catch (IOException e) {
            throw new Trouble("The data folder " + root + " cannot be written: " + reason(e), e);
        }
    }

    private Trouble startingAlready(Exception cause) {
        return new Trouble("Another deploy/local/start is under way on " + root, cause);
    }

    /** Neither {@code --fresh} nor anything else may touch a folder that somebody named by mistake. */
    private void requireOurs() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new Trouble("The data folder " + root + " is not a folder");
        }
        if (Files.isDirectory(root) && !Files.exists(root.resolve(MARK)) && !isEmpty()) {
            throw new Trouble(
                    "The folder " + root + " holds other things than a local stack's data: name another with --data");
        }
    }

    private boolean isEmpty() {
        try (Stream<Path> children = Files.list(root)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw new Trouble("The data folder " + root + " cannot be read: " + reason(e), e);
        }
    }

    /** Removes all data. */
    void clear() {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!List.of(root, root.resolve(MARK), root.resolve("lock")).contains(path)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new Trouble("The data folder " + root + " cannot be emptied: " + reason(e), e);
        }
    }

    /** Makes the folders inside and checks that there is room. */
    void prepare() {
        try {
            for (Path folder : List.of(run(), logs(), scratch(), keys())) {
                Files.createDirectories(folder);
            }
            Secrets.closeToOthers(keys());
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new Trouble("Only " + (free >> 20) + " MB are free for the data folder " + root + ", "
                        + (NEEDED_BYTES >> 20) + " MB are needed");
            }
        } catch (IOException e) {
            throw new Trouble("The data folder " + root + " cannot be written: " + reason(e), e);
        }
    }

    /** Returns what an exception of the file system means; the message of some is the bare path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "nothing can be made there";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : e.getMessage();
    }
}
