package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a relay does beside publishing, and what it cannot go on without. */
class RelayUpkeepTest {

    private static final long COMPANY = 11;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void choresFailApart() throws Exception {
        world.database().execute("""
                create table outbox_20200101 partition of outbox for values from ('2020-01-01Z') to ('2020-01-02Z');
                drop function create_outbox_partitions;
                """);
        try (var relay = world.relay(world.topic())) {
            awaitQuery("null", "select to_regclass('outbox_20200101')");

            world.database().execute("update publication_epoch set timeline = '00000099'");

            awaitQuery("2", "select count(*) from publication_epoch");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay-wake-ups", "relay-leases", "relay-upkeep", "relay-snapshot", "relay-3"})
    void threadThatDiedIsKnown(String name) throws Exception {
        world.database().write(created(COMPANY, 1, 1));
        var death = new NoClassDefFoundError("app/velvet/Lost");
        try (var relay = RelayInThisJvm.start(
                endingThread(name, death), RelayInThisJvm.clientOf(world.kafka()), QuickRelay.of(world.topic()))) {
            await().dontCatchUncaughtExceptions()
                    .atMost(RelayWorld.PATIENCE)
                    .until(() -> relay.threads.dead().containsKey(name));

            assertEquals(Set.of(name), relay.threads.dead().keySet());
            assertEquals(death, relay.threads.dead().get(name));
        }
    }

    private DataSource endingThread(String name, Error death) {
        var database = world.database().connections();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (Thread.currentThread().getName().equals(name)) {
                        throw death;
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void awaitQuery(String result, String sql) {
        await().atMost(RelayWorld.PATIENCE)
                .until(() -> world.database().query(sql).equals(List.of(result)));
    }
}
