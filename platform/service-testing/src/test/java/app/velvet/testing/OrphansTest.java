package app.velvet.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** No server outlives the JVM that started it. */
class OrphansTest {

    /** A JVM that starts both servers, tells their process ids and waits to be killed. */
    static final class Starter {

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    directory.resolve("postgres"),
                    Scratch.binaries(),
                    Ports.free(),
                    EmbeddedPostgres.Durability.DURABLE);
            EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), Ports.free(), Ports.free());
            System.out.println("started " + postgres.pid() + " " + kafka.pid());
            Thread.currentThread().join();
        }
    }

    @Test
    void theServersOfAKilledJvmEnd() throws Exception {
        Path directory = Scratch.ofThisJvm().resolve("orphans");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        List<ProcessHandle> servers = serversOf(starter);
        assertEquals(
                List.of(true, true),
                servers.stream().map(ProcessHandle::isAlive).toList());

        starter.destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
        Scratch.remove(directory);
        assertEquals(false, Files.exists(directory));
    }

    private static List<ProcessHandle> serversOf(Process starter) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("started ")) {
                return Stream.of(line.substring("started ".length()).split(" "))
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                        .toList();
            }
        }
        throw new AssertionError("The servers did not start");
    }
}
