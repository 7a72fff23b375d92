package app.velvet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of our own on a data folder, listening on the loopback address only.
 *
 * <p>It runs as an ordinary user and, through {@code unshare}, as root. It ends with this JVM, also when the JVM is
 * killed; if even its watchdog was killed, the next start on the same folder stops it first. Not thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** What an acknowledged commit is worth. */
    public enum Durability {
        /** As in production: it survives a crash. */
        DURABLE,
        /** It may be lost in a crash. Only for plain test suites, which never crash anything. */
        FAST
    }

    private static final String SUPERUSER = "postgres";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final Durability durability;

    private EmbeddedPostgres(Path directory, Path binaries, int port, Durability durability) {
        this.binaries = binaries.toAbsolutePath();
        this.data = directory.resolve("data").toAbsolutePath();
        this.log = directory.resolve("postgresql.log").toAbsolutePath();
        this.port = port;
        this.durability = durability;
    }

    /**
     * Starts a server, on the data that is in the folder or on new data, and returns when it answers.
     *
     * @param directory holds the data and the log
     * @param binaries where the server's programs are unpacked; may be shared by many servers, and holds nothing else
     * @throws IllegalStateException if it cannot run here; the message is a line for people
     */
    public static EmbeddedPostgres start(Path directory, Path binaries, int port, Durability durability) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(directory, binaries, port, durability);
        postgres.start();
        return postgres;
    }

    /** Returns the server that other code of this JVM, perhaps of another class loader, started on that folder. */
    static EmbeddedPostgres attach(Path directory, Path binaries, int port, Durability durability) {
        return new EmbeddedPostgres(directory, binaries, port, durability);
    }

    /** Starts the server again after {@link #stop} or {@link #kill}, on the same data and port. */
    public void start() {
        stopOrphan(data);
        awaitBackends(data);
        try {
            requireUsableMachine();
            Files.createDirectories(data);
            Files.createDirectories(binaries);
            Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
            System.setProperty("ot.epg.working-dir", binaries.toString());
            // held by this JVM since an earlier start, which has ended; PostgreSQL has a better one of its own
            Files.deleteIfExists(data.resolve("epg-lock"));
            builder().start();
            // it has detached itself from this JVM
            Guard.endWithUs(pid(), "INT", data.resolve("postmaster.pid"), Long.toString(pid()));
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "PostgreSQL did not start: " + lastLogLine().orElseGet(e::getMessage), e);
        }
    }

    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder() {
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_TIMEOUT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                // the same texts sort and fold alike on every machine
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
        if (durability == Durability.DURABLE) {
            builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        } else {
            builder.setServerConfig("full_page_writes", "off");
        }
        return builder;
    }

    private static void requireUsableMachine() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!System.getProperty("os.name").equals("Linux")
                || !List.of("amd64", "aarch64").contains(architecture)) {
            throw new IllegalStateException("no PostgreSQL for " + System.getProperty("os.name") + " on " + architecture
                    + " is packed with Velvet, only for Linux on amd64 and aarch64");
        }
        if (isRoot() && !canLeaveRoot()) {
            throw new IllegalStateException("PostgreSQL never runs as root, and this machine has no \"unshare\" command"
                    + " or forbids user namespaces: run as an ordinary user");
        }
    }

    private static boolean isRoot() {
        return new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    private static boolean canLeaveRoot() {
        try {
            return new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends all sessions and stops the server; a later {@link #start} finds the data. */
    public void stop() {
        server().ifPresent(EmbeddedPostgres::shutDown);
    }

    /** Kills the server as {@code kill -9} does. */
    public void kill() {
        server().ifPresent(process -> {
            process.destroyForcibly();
            Signals.awaitEnd(process, STOP_TIMEOUT);
            awaitBackends(data);
        });
    }

    /**
     * Waits for what worked for a server that was killed. They notice by themselves, each when it has done what it is at;
     * a start before that would find the data in use.
     */
    private static void awaitBackends(Path data) {
        ProcessHandle.allProcesses()
                .filter(process -> worksIn(data, process) && isPostgres(process))
                .forEach(backend -> Signals.awaitEnd(backend, STOP_TIMEOUT));
    }

    private static boolean worksIn(Path data, ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private Optional<ProcessHandle> server() {
        return readPid(data).flatMap(ProcessHandle::of);
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns the id of the server's process. */
    public long pid() {
        return readPid(data).orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"));
    }

    public int port() {
        return port;
    }

    public static String username() {
        return SUPERUSER;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Returns a plain, unpooled source of connections to the database of that name, which is created if missing. */
    public DataSource database(String name) {
        createIfMissing(name);
        return connectionsTo(name);
    }

    private void createIfMissing(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (Connection connection = connectionsTo("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " could not be created", e);
        }
    }

    private DataSource connectionsTo(String database) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(jdbcUrl(database));
        connections.setUser(SUPERUSER);
        return connections;
    }

    /** Stops a server that an earlier, killed JVM left running on the data of that folder. */
    static void stopOrphan(Path data) {
        readPid(data)
                .flatMap(ProcessHandle::of)
                .filter(process -> isServerOf(data, process))
                .ifPresent(EmbeddedPostgres::shutDown);
    }

    private static void shutDown(ProcessHandle server) {
        Signals.send("CONT", server.pid());
        Signals.send("INT", server.pid());
        if (!Signals.awaitEnd(server, STOP_TIMEOUT)) {
            Signals.send("QUIT", server.pid());
            Signals.awaitEnd(server, STOP_TIMEOUT);
        }
    }

    private static Optional<Long> readPid(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(line -> Long.parseLong(line.trim()));
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }

    /** A process id alone may by now belong to something else; the file also holds when the server started. */
    private static boolean isServerOf(Path data, ProcessHandle process) {
        try {
            Instant written =
                    Files.getLastModifiedTime(data.resolve("postmaster.pid")).toInstant();
            Instant recorded = Instant.ofEpochSecond(Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(2).trim()));
            Instant started = process.info().startInstant().orElse(written);
            return Duration.between(started, recorded).abs().compareTo(Duration.ofSeconds(10)) < 0
                    && isPostgres(process);
        } catch (IOException | RuntimeException gone) {
            return false;
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(it -> it.endsWith("/postgres")).orElse(true);
    }

    private Optional<String> lastLogLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
