package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A relay whose transactions never commit: it gives them up, or is cut off and fenced by its successor, or is not seen again.
 * What it has sent stands in the topic, and is for nobody. For one thread.
 */
final class CutOffRelay implements AutoCloseable {

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_OPEN = Duration.ofSeconds(3);

    private final String bootstrap;
    private final Random random;
    private final List<Company> companies;
    private final Tally tally;
    private KafkaProducer<String, byte[]> producer;

    CutOffRelay(String bootstrap, Random random, List<Company> companies, Tally tally) {
        this.bootstrap = bootstrap;
        this.random = random;
        this.companies = companies;
        this.tally = tally;
    }

    void sendInVain() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1_500)));
        var company = companies.get(random.nextInt(companies.size()));
        var known = company.entities();
        var isAnew = random.nextBoolean() || known.isEmpty();
        var entity = isAnew ? null : known.get(random.nextInt(known.size()));
        var kind = isAnew ? KINDS.get(random.nextInt(KINDS.size())) : entity.kind();
        var id = isAnew ? 1_000_000 + random.nextInt(1_000) : entity.id();
        var audience = isAnew ? Set.of(Audience.company()) : entity.audience();
        try {
            send(company.unpublished(kind, id, audience));
            tally.count("transactions aborted");
        } catch (KafkaException theBrokerIsAway) {
            close();
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        if (producer == null) {
            producer = producer();
            producer.initTransactions();
        }
        producer.beginTransaction();
        producer.send(record);
        producer.flush();
        if (random.nextBoolean()) {
            producer.abortTransaction();
        } else {
            close();
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "cut-off",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        (int) LONGEST_OPEN.toMillis(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        2_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
