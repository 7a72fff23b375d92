package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;

/** The database of a push-service with people, phones and what they are told, and the workers that a test starts. */
public final class DeliveryWorld implements AutoCloseable {

    public static final long COMPANY = 7;

    /** Quick, so that tests are; a lease is longer than a stand-in on a busy machine takes to answer. */
    public static final DeliverySettings SETTINGS = new DeliverySettings(
            Duration.ofSeconds(10), Duration.ofMillis(200), 100, Duration.ofMillis(20), Duration.ofMillis(200));

    /** More than any test sends. */
    public static final SendLimits LIMITS = new SendLimits(
            Optional.empty(), new Rate(1_000_000, Duration.ofMinutes(1)), new Rate(1_000_000, Duration.ofHours(1)));

    private static final AtomicLong USERS = new AtomicLong(100);

    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final String jdbcUrl;
    private final AgroalDataSource database;
    private final List<AutoCloseable> running = new ArrayList<>();

    private DeliveryWorld(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
        this.database = pool(jdbcUrl);
    }

    public static DeliveryWorld create(String name) {
        var postgres = TestPostgres.shared();
        Flyway.configure()
                .dataSource(postgres.database(name))
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        return new DeliveryWorld(postgres.jdbcUrl(name));
    }

    static AgroalDataSource pool(String jdbcUrl) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(20)
                        .connectionFactoryConfiguration(factory ->
                                factory.jdbcUrl(jdbcUrl).principal(new NamePrincipal(EmbeddedPostgres.username()))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    public AgroalDataSource database() {
        return database;
    }

    /** Somebody who works at the company. */
    public long user() {
        long id = USERS.incrementAndGet();
        execute("insert into staff_member (company_id, id, active, promoter, service, permissions_struct) values ("
                + COMPANY + ", " + id + ", true, false, false, '{}')");
        return id;
    }

    /** The token of an iPhone that this user registered a minute ago, in the session of his own id. */
    public String iphoneOf(long userId) {
        return phoneOf(userId, Provider.APNS);
    }

    /** The token of a phone that this user registered a minute ago, in the session of his own id. */
    public String phoneOf(long userId, Provider provider) {
        var token = provider.newToken();
        execute("insert into device (company_id, id, user_id, session_id, platform, token, registered_at) values ("
                + COMPANY + ", nextval('device_id'), " + userId + ", " + userId + ", '"
                + provider.platform().wireName() + "', '" + token
                + "', now() - interval '1 minute')");
        return token;
    }

    /** The id of a notification of this user. */
    long tell(long userId, String message) {
        return tell(userId, message, Duration.ofHours(24));
    }

    /** As part of a broadcast. */
    void tell(long[] userIds, String message) {
        query("select count(*) from announce(" + COMPANY + ", array"
                + LongStream.of(userIds).boxed().toList() + "::bigint[], null, null, null, '" + message
                + "', now(), now(), interval '1 day', true, null)");
    }

    long tell(long userId, String message, Duration expiry) {
        return Long.parseLong(query("select id from announce(" + COMPANY + ", array[" + userId
                        + "]::bigint[], null, null, null, '" + message + "', now(), now(), interval '"
                        + expiry.toMillis()
                        + " milliseconds', false, null)")
                .get(0));
    }

    /** State, reason and tries of each delivery of a notification. */
    List<String> deliveries(long notificationId) {
        return query("select concat_ws(' ', state, reason, tries) from delivery where notification_id = "
                + notificationId + " order by id");
    }

    public List<String> tokensOf(long userId) {
        return query("select token from device where user_id = " + userId + " order by id");
    }

    /** Of each lane one. */
    void start(Provider provider, int port) {
        start(provider, port, SETTINGS);
    }

    void start(Provider provider, int port, DeliverySettings settings) {
        for (var lane : Lane.values()) {
            start(provider, port, new NotificationQueue(provider.platform(), lane, settings, LIMITS), settings);
        }
    }

    public DeliveryWorker start(Provider provider, int port, PushQueue queue, DeliverySettings settings) {
        return start(provider.client(port, running), queue, settings);
    }

    public DeliveryWorker start(PushProvider provider, PushQueue queue, DeliverySettings settings) {
        var worker = worker(database, provider, queue, settings, metrics, step -> {});
        worker.start();
        running.add(worker);
        return worker;
    }

    static DeliveryWorker worker(
            AgroalDataSource database,
            PushProvider client,
            PushQueue queue,
            DeliverySettings settings,
            SimpleMeterRegistry metrics,
            Consumer<DeliveryStep> steps) {
        return new DeliveryWorker(
                database,
                client,
                queue,
                settings,
                new DeliveryMetrics(metrics, client.name(), queue.kind(), Clock.systemUTC()),
                Traces.OFF,
                new VitalThreads(),
                steps);
    }

    public void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row, as text. */
    public List<String> query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many transactions wait for what another has locked. */
    public int locksWaitedFor() {
        return query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .size();
    }

    /** What dead workers had claimed, and would be due within the longest lease, is due. */
    void endLeases() {
        var endless = query("select 1 from delivery where state = 'waiting' and due_at > now() + interval '1 hour'"
                + " union all select 1 from silent_push where leased and due_at > now() + interval '1 hour'");
        assertEquals(List.of(), endless);
        execute("update delivery set due_at = now() where state = 'waiting'");
        execute("update silent_push set due_at = now() where leased");
    }

    /** Stops the workers, the last first. */
    public void stopWorkers() {
        for (int i = running.size() - 1; i >= 0; i--) {
            try {
                running.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        running.clear();
    }

    @Override
    public void close() {
        stopWorkers();
        database.close();
    }
}
