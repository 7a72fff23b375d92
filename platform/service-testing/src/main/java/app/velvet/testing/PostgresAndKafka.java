package app.velvet.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What {@link Postgres} gives, Kafka with the topics of {@link Topics}, and {@link TestServiceKey}. */
public class PostgresAndKafka extends Postgres {

    /** Not the common pool: its threads have a class loader that does not find our classes. */
    private static final Executor OWN_THREAD = task -> new Thread(task, "starting Kafka").start();

    @Override
    public Map<String, String> start() {
        CompletableFuture<EmbeddedKafka> kafka = CompletableFuture.supplyAsync(TestKafka::shared, OWN_THREAD);
        Map<String, String> settings = new HashMap<>(super.start());
        settings.put("kafka.bootstrap.servers", kafka.join().bootstrap());
        settings.put("velvet.internal.key-file", TestServiceKey.file());
        return settings;
    }
}
