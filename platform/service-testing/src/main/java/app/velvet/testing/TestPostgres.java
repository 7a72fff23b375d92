package app.velvet.testing;

import app.velvet.testing.EmbeddedPostgres.Durability;
import java.nio.file.Path;

/** The PostgreSQL of this test JVM. */
public final class TestPostgres {

    private static final Durability DURABILITY = Durability.FAST;

    private TestPostgres() {}

    /** Returns the server that all tests of this JVM share; the first call starts it, the end of the JVM stops it. */
    public static EmbeddedPostgres shared() {
        Path directory = Scratch.ofThisJvm().resolve("postgres");
        return SharedServers.once(
                "postgres",
                () -> started(directory),
                port -> EmbeddedPostgres.attach(directory, Scratch.binaries(), Integer.parseInt(port), DURABILITY),
                postgres -> Integer.toString(postgres.port()));
    }

    private static EmbeddedPostgres started(Path directory) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Scratch.binaries(), Ports.free(), DURABILITY);
        Scratch.removeAtExit(directory, postgres::kill);
        return postgres;
    }

    /**
     * Starts another server, one that loses no acknowledged commit, for a test that kills it.
     *
     * @param name tells it apart within this JVM
     */
    public static EmbeddedPostgres durable(String name) {
        Path directory = Scratch.ofThisJvm().resolve("postgres-" + name);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(directory, Scratch.binaries(), Ports.free(), Durability.DURABLE);
        Scratch.removeAtExit(directory, postgres::kill);
        return postgres;
    }
}
