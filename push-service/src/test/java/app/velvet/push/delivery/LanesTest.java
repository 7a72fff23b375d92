package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.delivery.StandIn.Arrived;
import app.velvet.push.delivery.StandIn.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broadcast does not stand in the way of what is urgent. */
class LanesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DeliveryWorld world;

    @BeforeEach
    void create() {
        world = DeliveryWorld.create("lanes");
        world.execute("truncate notification, delivery, device cascade");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The users, each with a phone. */
    private long[] crowd(int size, Provider provider) {
        return LongStream.generate(world::user)
                .limit(size)
                .peek(user -> world.phoneOf(user, provider))
                .toArray();
    }

    /** No lease ends and no failure is mended while a test lasts. */
    private static DeliverySettings patient(int inFlight) {
        return new DeliverySettings(
                Duration.ofMinutes(5), Duration.ofMillis(200), inFlight, Duration.ofMinutes(5), Duration.ofMinutes(5));
    }

    private List<String> tokens() {
        return world.query("select token from device order by id");
    }

    @ParameterizedTest
    @EnumSource
    void urgentPushOvertakesABroadcastOfWhichNothingIsAnswered(Provider provider) {
        var crowd = crowd(120, provider);
        long nina = world.user();
        try (var standIn = provider.start()) {
            tokens().forEach(token -> standIn.misbehave(token, Fault.HOLDS_BACK));
            world.tell(crowd, "To all");
            world.start(provider, standIn.port(), patient(60));
            await().atMost(PATIENCE).until(() -> standIn.heldBack() == 60);

            var phone = world.phoneOf(nina, provider);
            long urgent = world.tell(nina, "Urgent");

            await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of("accepted 1"), world.deliveries(urgent)));
            assertEquals(
                    List.of("Urgent"),
                    standIn.arrived(phone).stream().map(Arrived::message).toList());
            assertEquals(60, standIn.heldBack());
        }
    }

    @ParameterizedTest
    @EnumSource
    void broadcastReachesEverybodyOnceWithTwoReplicas(Provider provider) {
        var crowd = crowd(1200, provider);
        try (var standIn = provider.start()) {
            world.start(provider, standIn.port(), patient(100));
            world.start(provider, standIn.port(), patient(100));

            world.tell(crowd, "To all");

            await().atMost(PATIENCE)
                    .until(() -> world.query("select 1 from delivery where state <> 'accepted'")
                            .isEmpty());
            assertEquals(
                    List.of(1),
                    tokens().stream()
                            .map(token -> standIn.arrived(token).size())
                            .distinct()
                            .toList());
        }
    }
}
