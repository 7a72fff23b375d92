package app.velvet.push.silent;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Hears from sync-service what has become visible in the feeds, on a thread of its own. It may hear of something twice, as
 * after a crash: to pull once more does no harm.
 */
@ApplicationScoped
class FollowingFeed {

    static final String TOPIC = "feed.advanced";
    static final String GROUP = "push-service.feed";

    private static final Logger LOG = Logger.getLogger(FollowingFeed.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Trouble trouble =
            new Trouble(LOG, "What is new in the feeds is not heard of", "What is new in the feeds is heard of again");
    private final DataSource database;
    private final Map<String, Object> kafka;
    private final SilentPushes pushes;
    private final PokeReader reader;
    private final Traces traces;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    FollowingFeed(
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper mapper,
            SilentConfig config,
            Clock clock,
            Traces traces,
            VitalThreads threads) {
        var settings = SilentSettings.of(config);
        this.database = database;
        this.kafka = kafka;
        this.pushes = new SilentPushes(settings);
        this.reader = new PokeReader(mapper, clock, settings.expiry());
        this.traces = traces;
        this.thread = threads.thread(GROUP, this::run);
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
        thread.join(PATIENCE.toMillis());
    }

    private void run() {
        try {
            do {
                follow();
            } while (!stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it is stopped or something is wrong; then it goes on from where the last batch was stored. */
    private void follow() {
        try (var current = consumer()) {
            consumer = current;
            current.subscribe(List.of(TOPIC));
            while (stopped.getCount() > 0) {
                var records = current.poll(LOOK);
                if (!records.isEmpty()) {
                    want(records);
                    current.commitSync(PATIENCE);
                    trouble.over();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop");
        } catch (SQLException | RuntimeException e) {
            trouble.met(e);
        } finally {
            consumer = null;
        }
    }

    private void want(ConsumerRecords<byte[], byte[]> records) throws SQLException {
        var pokes = new ArrayList<Poke>();
        var spans = new ArrayList<Span>();
        for (var record : records) {
            reader.read(record.value()).ifPresent(poke -> {
                var span = traces.processing(record, GROUP);
                spans.add(span);
                pokes.add(poke.withTraceparent(Traces.traceparent(span).orElse(null)));
            });
        }
        if (!pokes.isEmpty()) {
            JdbcTransactions.inTransaction(database, transaction -> {
                pushes.want(transaction, pokes);
                return null;
            });
            spans.forEach(Span::end);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
