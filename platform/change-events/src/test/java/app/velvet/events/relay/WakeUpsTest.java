package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static org.awaitility.Awaitility.await;

import app.velvet.events.ServiceDatabase;
import app.velvet.events.VanishingHost;
import app.velvet.events.VitalThreads;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WakeUpsTest {

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void listensElsewhereWhenTheHostOfTheDatabaseVanished() throws Exception {
        var url = world.database().jdbcUrl();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        var woken = new AtomicInteger();
        try (var host = new VanishingHost(port);
                var connections = ServiceDatabase.pool(url.replace(":" + port, ":" + host.port()))) {
            var wakeUps = new WakeUps(
                    connections,
                    Duration.ofMillis(50),
                    Duration.ofMillis(500),
                    new VitalThreads(),
                    shards -> woken.getAndUpdate(before -> before | shards));
            wakeUps.start();
            world.database().write(created(3, 1, 1));
            await().atMost(RelayWorld.PATIENCE).until(() -> woken.get() == 1 << 3);

            host.vanish();
            world.database().write(created(5, 1, 1));

            await().atMost(RelayWorld.PATIENCE).until(() -> woken.get() == (1 << 3 | 1 << 5));
            wakeUps.stop();
        }
    }
}
