package app.velvet.sync.announcement;

import app.velvet.events.ChangeHeaders;
import app.velvet.events.Partitions;
import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import app.velvet.sync.SyncSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Announces the feed's advances every so often, on a thread of its own. While Kafka is down they wait. */
@ApplicationScoped
class Announcer {

    /** With the wait for where to send it to, short of {@code idle_in_transaction_session_timeout}: the database waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Trouble trouble = new Trouble(
            Logger.getLogger(Announcer.class),
            "The feed's advances are not announced now and will be later",
            "The feed's advances are announced again");
    private final Announcements announcements;
    private final Map<String, Object> kafka;
    private final ObjectMapper mapper;
    private final Duration interval;
    private final Traces traces;
    private final VitalThreads threads;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feed-announcer"));
    private KafkaProducer<String, byte[]> producer;

    Announcer(
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper mapper,
            SyncSettings settings,
            Traces traces,
            VitalThreads threads) {
        this.announcements = new Announcements(database);
        this.kafka = kafka;
        this.mapper = mapper;
        this.interval = settings.announce();
        this.traces = traces;
        this.threads = threads;
    }

    void start(@Observes StartupEvent started) {
        thread.scheduleWithFixedDelay(
                threads.watched("feed-announcer", this::announceOrLog),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    private record Sent(Future<?> answer, Span span) {}

    private void announceOrLog() {
        try {
            announcements.announce(this::publish);
            trouble.over();
        } catch (SQLException | ExecutionException | RuntimeException e) {
            if (!thread.isShutdown()) {
                trouble.met(e);
            }
        }
    }

    private void publish(List<FeedAdvanced> pokes) throws ExecutionException {
        var sent = new ArrayList<Sent>();
        try {
            for (var poke : pokes) {
                var one = send(record(poke));
                if (one.answer().isDone()) {
                    // If it has failed already, each of the others would take as long to fail.
                    one.answer().get();
                }
                sent.add(one);
            }
            for (var one : sent) {
                one.answer().get();
                one.span().end();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Sent send(ProducerRecord<String, byte[]> record) {
        var span = traces.sending(record);
        return new Sent(producer().send(record), span);
    }

    private ProducerRecord<String, byte[]> record(FeedAdvanced poke) {
        var value = new LinkedHashMap<String, Object>();
        value.put("company_id", poke.companyId());
        value.put("audience_keys", poke.audienceKeys());
        if (poke.sessionId() != null) {
            value.put("session_id", poke.sessionId());
        }
        // not as other times: a second would be less than it is
        value.put("watermark", poke.watermark().toString());
        try {
            var record = new ProducerRecord<>(
                    FeedAdvanced.TOPIC,
                    Partitions.of(poke.companyId()),
                    Long.toString(poke.companyId()),
                    mapper.writeValueAsBytes(value));
            if (poke.traceparent() != null) {
                record.headers()
                        .add(ChangeHeaders.TRACE_PARENT, poke.traceparent().getBytes(StandardCharsets.UTF_8));
            }
            return record;
        } catch (JsonProcessingException e) {
            throw new KafkaException(e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            var config = new HashMap<>(kafka);
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int)
                    PATIENCE.dividedBy(2).toMillis());
            config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                    PATIENCE.dividedBy(2).toMillis());
            config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
