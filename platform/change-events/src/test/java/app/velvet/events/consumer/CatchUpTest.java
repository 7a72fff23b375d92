package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.change;
import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.events.trace.Traces;
import app.velvet.testing.TopicProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CatchUpTest {

    private static final long COMPANY = 5;

    @RegisterExtension
    final ConsumerWorld world = new ConsumerWorld();

    @Test
    void caughtUpOnceWithWhatWasThereAtTheStart() {
        world.publish(changes(COMPANY, 1, 60));
        // Kafka tells who commits a little before it lets anyone read
        try (var probe = TopicProbe.fromStart(world.bootstrap, world.topic)) {
            probe.await(60);
        }
        var held = new AtomicBoolean(true);
        var consumer = world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                if (held.get() && changes.stream().anyMatch(change -> change.sequence() == 60)) {
                    throw new SQLException("Not yet");
                }
                super.apply(transaction, changes);
            }
        });
        await().until(() -> world.count("velvet.consumer.retries") >= 3);
        assertFalse(consumer.hasCaughtUp());

        held.set(false);

        await().until(consumer::hasCaughtUp);
        assertEquals(upTo(60), world.applied(COMPANY));
    }

    @Test
    void consumerThatCaughtUpOnceHasDoneSoAtOnceNextTimeWithoutKafka() {
        var first = world.start(world.ledger());
        await().until(first::hasCaughtUp);
        first.close();

        var second = world.start(withoutKafka(step -> {}));

        await().until(second::hasCaughtUp);
    }

    @Test
    void consumerThatNeverCaughtUpHasNotWithoutKafka() {
        var checks = new AtomicInteger();

        var consumer = world.start(withoutKafka(step -> {
            assertEquals(ConsumerStep.CATCH_UP_CHECKED, step);
            checks.incrementAndGet();
        }));

        await().until(() -> checks.get() > 0);
        assertFalse(consumer.hasCaughtUp());
    }

    private ChangeConsumer withoutKafka(Consumer<ConsumerStep> steps) {
        return new ChangeConsumer(
                world.database,
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"),
                world.ledger(),
                ConsumerWorld.SETTINGS,
                world.metrics,
                Traces.OFF,
                world.threads,
                steps);
    }
}
