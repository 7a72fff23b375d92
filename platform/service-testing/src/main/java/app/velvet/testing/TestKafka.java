package app.velvet.testing;

import java.nio.file.Path;

/** The Kafka of this test JVM. */
public final class TestKafka {

    private TestKafka() {}

    /**
     * Returns the broker that all tests of this JVM share, with the topics of {@link Topics}; the first call starts it,
     * the end of the JVM stops it.
     */
    public static EmbeddedKafka shared() {
        Path directory = Scratch.ofThisJvm().resolve("kafka");
        return SharedServers.once("kafka", () -> started(directory), TestKafka::find, TestKafka::describe);
    }

    private static EmbeddedKafka started(Path directory) {
        EmbeddedKafka kafka = own(directory);
        Topics.create(kafka.bootstrap());
        return kafka;
    }

    /**
     * Starts another broker, without topics, for a test that stops or kills it.
     *
     * @param name tells it apart within this JVM
     */
    public static EmbeddedKafka own(String name) {
        return own(Scratch.ofThisJvm().resolve("kafka-" + name));
    }

    private static EmbeddedKafka own(Path directory) {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free(), Ports.free());
        Scratch.removeAtExit(directory, kafka::kill);
        return kafka;
    }

    private static String describe(EmbeddedKafka kafka) {
        return kafka.port() + " " + kafka.controllerPort();
    }

    private static EmbeddedKafka find(String description) {
        String[] ports = description.split(" ");
        return EmbeddedKafka.attach(
                Scratch.ofThisJvm().resolve("kafka"), Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }
}
