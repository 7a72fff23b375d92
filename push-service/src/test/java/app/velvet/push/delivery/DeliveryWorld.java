package app.velvet.push.delivery;

import app.velvet.events.VitalThreads;
import app.velvet.push.ApnsSecrets;
import app.velvet.push.Phones;
import app.velvet.push.delivery.apns.Apns;
import app.velvet.push.delivery.apns.ApnsProvider;
import app.velvet.push.delivery.apns.ApnsSettings;
import app.velvet.push.device.Platform;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.nio.NioEventLoopGroup;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/** The database of a push-service with people, phones and what they are told, and the workers that a test starts. */
public final class DeliveryWorld implements AutoCloseable {

    public static final long COMPANY = 7;

    /** Quick, so that tests are; a lease is longer than a stand-in on a busy machine takes to answer. */
    public static final DeliverySettings SETTINGS = new DeliverySettings(
            Duration.ofSeconds(10), Duration.ofMillis(200), 100, Duration.ofMillis(20), Duration.ofMillis(200));

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
        var token = Phones.newToken();
        execute("insert into device (company_id, id, user_id, session_id, platform, token, registered_at) values ("
                + COMPANY + ", nextval('device_id'), " + userId + ", " + userId + ", 'ios', '" + token
                + "', now() - interval '1 minute')");
        return token;
    }

    /** The id of a notification of this user. */
    long tell(long userId, String message) {
        return tell(userId, message, Duration.ofHours(24));
    }

    long tell(long userId, String message, Duration expiry) {
        return Long.parseLong(query("select id from announce(" + COMPANY + ", array[" + userId
                        + "]::bigint[], null, null, null, '" + message + "', now(), now(), interval '"
                        + expiry.toMillis()
                        + " milliseconds')")
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

    DeliveryWorker start(int port) {
        return start(port, SETTINGS);
    }

    DeliveryWorker start(int port, DeliverySettings settings) {
        return start(port, new NotificationQueue(Platform.IOS, settings), settings);
    }

    public DeliveryWorker start(int port, PushQueue queue, DeliverySettings settings) {
        var worker = worker(database, port, queue, settings, metrics, step -> {}, running);
        worker.start();
        running.add(worker);
        return worker;
    }

    /** @param resources takes what has to be closed after the worker */
    static DeliveryWorker worker(
            AgroalDataSource database,
            int port,
            PushQueue queue,
            DeliverySettings settings,
            SimpleMeterRegistry metrics,
            Consumer<DeliveryStep> steps,
            List<AutoCloseable> resources) {
        var eventLoops = new NioEventLoopGroup(1);
        resources.add(eventLoops::shutdownGracefully);
        var apns = new Apns(apnsSettings(port), eventLoops);
        resources.add(apns);
        return new DeliveryWorker(
                database,
                ApnsProvider.with(apns),
                queue,
                settings,
                new DeliveryMetrics(metrics, "apns", queue.kind(), Clock.systemUTC()),
                new VitalThreads(),
                steps);
    }

    private static ApnsSettings apnsSettings(int port) {
        var secrets = ApnsSecrets.shared();
        return new ApnsSettings(
                "127.0.0.1",
                port,
                secrets.certificate(),
                secrets.signingKey(),
                ApnsSecrets.KEY_ID,
                ApnsSecrets.TEAM_ID,
                ApnsSecrets.TOPIC,
                1,
                Duration.ofSeconds(3));
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
