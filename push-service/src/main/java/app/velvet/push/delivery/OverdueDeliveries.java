package app.velvet.push.delivery;

import app.velvet.events.Trouble;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * How long deliveries have been due that nobody has taken up. What has failed is due again only after a pause, so that this tells
 * of workers that do not keep up, not of providers that refuse.
 */
@ApplicationScoped
class OverdueDeliveries {

    private static final String OLDEST = """
            select coalesce(extract(epoch from greatest(now() - min(due_at), interval '0')), 0)
              from delivery
             where platform = ? and %s and state = 'waiting'
            """;

    private record Queue(PushProvider provider, Lane lane) {}

    private final Trouble trouble = new Trouble(
            Logger.getLogger(OverdueDeliveries.class),
            "It is not known whether deliveries are overdue",
            "It is known again whether deliveries are overdue");
    private final AgroalDataSource database;
    private final List<Queue> queues;
    private final Map<Queue, Double> seconds = new ConcurrentHashMap<>();

    @Inject
    OverdueDeliveries(AgroalDataSource database, @Any Instance<PushProvider> providers, MeterRegistry registry) {
        this(database, providers.stream(), registry);
    }

    /** Nobody waits for those of a provider without credentials. */
    OverdueDeliveries(AgroalDataSource database, Stream<PushProvider> providers, MeterRegistry registry) {
        this.database = database;
        this.queues = providers
                .filter(PushProvider::isConfigured)
                .flatMap(provider -> Stream.of(Lane.values()).map(lane -> new Queue(provider, lane)))
                .toList();
        for (var queue : queues) {
            Gauge.builder("velvet.push.overdue", () -> seconds.getOrDefault(queue, Double.NaN))
                    .description("How long the delivery that is due longest has been due")
                    .baseUnit("seconds")
                    .tag("provider", queue.provider().name())
                    .tag("kind", queue.lane().kind())
                    .register(registry);
        }
    }

    @Scheduled(
            every = "10s",
            identity = "look at overdue deliveries",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try (var connection = database.getConnection()) {
            for (var queue : queues) {
                seconds.put(queue, overdue(connection, queue));
            }
            trouble.over();
        } catch (SQLException e) {
            // What was so is not known to be so any more.
            seconds.clear();
            trouble.met(e);
        }
    }

    private static double overdue(Connection connection, Queue queue) throws SQLException {
        var oldest = OLDEST.formatted(queue.lane().condition());
        try (var query = connection.prepareStatement(oldest)) {
            query.setString(1, queue.provider().platform().wireName());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }
}
