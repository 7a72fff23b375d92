package app.velvet.events.consumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.ServiceDatabase;
import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Consumers in a process of their own. Each halts the first or a later time that it has done a step, says so, and goes on
 * when a line comes in; so that the process can be killed or frozen exactly there. Arguments: the URL of the database, the
 * brokers, the topic, then {@code <consumer>:<stops companies>:<step>:<which time>} for each.
 */
final class ConsumerProcess {

    private ConsumerProcess() {}

    static String argument(String consumer, boolean stopsCompanies, ConsumerStep step, int time) {
        return consumer + ":" + stopsCompanies + ":" + step + ":" + time;
    }

    static Process start(ConsumerWorld world, List<String> consumers) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                ConsumerProcess.class.getName(),
                world.tables.url(),
                world.bootstrap,
                world.topic));
        command.addAll(consumers);
        return new ProcessBuilder(command)
                .redirectError(Path.of("target", "consumer-process.log").toFile())
                .start();
    }

    static void awaitHalted(Process process, List<String> consumers) {
        var waiting = ConcurrentHashMap.<String>newKeySet();
        waiting.addAll(consumers);
        var reading = new Thread(() -> process.inputReader()
                .lines()
                .filter(line -> line.startsWith("halted "))
                .forEach(line -> waiting.remove(line.substring("halted ".length()))));
        reading.setDaemon(true);
        reading.start();
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertEquals(Set.of(), waiting));
    }

    public static void main(String[] arguments) {
        var database = ServiceDatabase.pool(arguments[0]);
        var kafka = ConsumerWorld.kafka(arguments[1]);
        var consumers = Arrays.asList(arguments).subList(3, arguments.length);
        var settings = consumers.size() > 1 ? ConsumerWorld.OF_MANY : ConsumerWorld.SETTINGS;
        consumers.stream().map(argument -> argument.split(":")).forEach(parts -> {
            var ledger = new Ledger(parts[0], arguments[2], Boolean.parseBoolean(parts[1]));
            var halt = haltAt(parts[0], ConsumerStep.valueOf(parts[2]), Integer.parseInt(parts[3]));
            new ChangeConsumer(
                            database,
                            kafka,
                            ledger,
                            settings,
                            new SimpleMeterRegistry(),
                            Traces.OFF,
                            new VitalThreads(),
                            halt)
                    .start();
        });
        awaitForever();
    }

    private static Consumer<ConsumerStep> haltAt(String consumer, ConsumerStep step, int time) {
        var times = new AtomicInteger();
        return done -> {
            if (done == step && times.incrementAndGet() == time) {
                System.out.println("halted " + consumer);
                awaitLine();
            }
        };
    }

    private static void awaitLine() {
        try {
            while (System.in.read() != '\n') {
                // only the end of the line counts
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitForever() {
        while (true) {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
