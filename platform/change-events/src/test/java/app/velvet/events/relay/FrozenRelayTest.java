package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Relays in processes of their own, frozen between two steps for so long that another takes over. */
class FrozenRelayTest {

    private static final long COMPANY = 11;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"SHARDS_CLAIMED", "PREDECESSOR_FENCED", "BATCH_READ", "BATCH_SENT"})
    void appendsNothingAfterAnotherHasTakenOver(RelayStep step) throws Exception {
        var topic = world.topic();
        world.database().write(created(COMPANY, 1, 1), updated(COMPANY, 1, 2), updated(COMPANY, 1, 3));
        try (var frozen = start(topic, step)) {
            await().atMost(RelayWorld.PATIENCE).until(frozen::isFrozen);
            try (var successor = successor(topic)) {
                world.awaitPublished();
                frozen.thaw();
                world.database().write(updated(COMPANY, 1, 4));
                world.awaitPublished();
                frozen.stop();
            }
        }

        assertEquals(
                LongStream.rangeClosed(1, 4).boxed().toList(),
                PublishedLog.sequences(world.log(topic), COMPANY),
                "each exactly once, the frozen relay having committed none");
    }

    @Test
    void recordsNoOldPositionAfterAnotherHasTakenOver() throws Exception {
        var topic = world.topic();
        world.database().write(created(COMPANY, 1, 1), updated(COMPANY, 1, 2));
        try (var frozen = start(topic, RelayStep.TRANSACTION_COMMITTED)) {
            await().atMost(RelayWorld.PATIENCE).until(frozen::isFrozen);
            world.database().write(updated(COMPANY, 1, 3));
            try (var successor = successor(topic)) {
                world.awaitPublished();
                frozen.thaw();
                frozen.stop();
                world.awaitPublished();
            }
        }

        var log = world.log(topic);
        PublishedLog.assertComplete(log, COMPANY, 3);
        assertEquals(
                List.of(1L, 2L, 1L, 2L, 3L),
                PublishedLog.sequences(log, COMPANY),
                "by the frozen relay, then by its successor");
    }

    @Test
    void whoStandsStillWhileItRenewsItsLeasesIsCutOff() throws Exception {
        var topic = world.topic();
        world.database().write(created(COMPANY, 1, 1));
        try (var frozen = world.database().connections().getConnection();
                var renewal = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            renewal.executeUpdate("update relay_shard set leased_until = '-infinity'");
            try (var successor = world.relay(topic)) {
                world.awaitPublished();
            }
        }

        assertEquals(List.of(1L), PublishedLog.sequences(world.log(topic), COMPANY));
    }

    private RelayProcess start(String topic, RelayStep step) throws IOException {
        return RelayProcess.start(world.database(), world.kafka(), topic, RelayProcess.Fate.FREEZE, step);
    }

    /**
     * Begins when the leases of the one before are over and none is locked by a renewal that stood still half-way, and
     * loses its own to nobody, however slow the machine is. It claims all at once: it tries again only after minutes.
     */
    private RelayInThisJvm successor(String topic) {
        await().atMost(RelayWorld.PATIENCE)
                .until(() -> world.database().query("""
                                select shard from relay_shard where leased_until < clock_timestamp()
                                   for update skip locked
                                """).size() == Shards.COUNT);
        return world.relay(QuickRelay.of(topic).leasingFor(Duration.ofMinutes(5)));
    }
}
