package app.velvet.sync.promise;

import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.PackagedReplica;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestPostgres;
import app.velvet.testing.TestTokens;
import app.velvet.testing.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Replicas of the packaged service with a database and a broker of their own. */
final class Cluster implements AutoCloseable {

    /** How long after a change of his rights an acknowledgment may still be of a load without it. */
    static final Duration MARGIN = Duration.ofSeconds(2);

    private static final String DATABASE = "promise";
    private static final String HEAP = "96m";
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("velvet.token.jwks-url", TestTokens.jwksUrl()),
            Map.entry("velvet.staff.ended-access-poll", "1h"),
            Map.entry("velvet.sync.scope-change-margin", MARGIN.toMillis() + "ms"),
            // Many statements in an answer, many moments between them.
            Map.entry("velvet.sync.chunk", "10"),
            Map.entry("velvet.sync.watch", "20ms"),
            Map.entry("velvet.sync.heartbeat", "100ms"),
            Map.entry("quarkus.datasource.jdbc.max-size", "8"),
            Map.entry("quarkus.datasource.reactive.max-size", "8"),
            // Short enough for a pause to be longer.
            Map.entry("kafka.session.timeout.ms", "1500"),
            Map.entry("kafka.heartbeat.interval.ms", "300"),
            Map.entry("velvet.consumer.idle-in-transaction", "1s"),
            Map.entry("velvet.consumer.longest-retry", "500ms"),
            Map.entry(
                    "quarkus.datasource.jdbc.additional-jdbc-properties.options",
                    "-c idle_in_transaction_session_timeout=3s -c plan_cache_mode=force_generic_plan"),
            Map.entry("quarkus.log.level", "WARN"));

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final List<Place> places;

    private Cluster(EmbeddedPostgres postgres, EmbeddedKafka kafka, int replicas) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.places =
                IntStream.range(0, replicas).mapToObj(number -> new Place()).toList();
    }

    static Cluster start(int replicas) {
        var cluster = new Cluster(TestPostgres.durable("promise"), TestKafka.own("promise"), replicas);
        Topics.create(cluster.kafka.bootstrap());
        cluster.postgres.database(DATABASE);
        // The first makes the tables.
        cluster.places.get(0).start();
        cluster.places.stream()
                .skip(1)
                .map(place -> CompletableFuture.runAsync(place::start, task -> new Thread(task, "starting").start()))
                .toList()
                .forEach(CompletableFuture::join);
        return cluster;
    }

    /** Where a replica runs, most of the time. For one thread, but for the port. */
    final class Place {

        private volatile PackagedReplica replica;

        void start() {
            try {
                replica = PackagedReplica.start(postgres, kafka, HEAP, DATABASE, SETTINGS);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        PackagedReplica replica() {
            return replica;
        }
    }

    List<Place> places() {
        return places;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    DataSource database() {
        return postgres.database(DATABASE);
    }

    /** By what all replicas count since they were started. To be asked while nothing befalls them. */
    long counted(String metric) {
        var line = Pattern.compile("(?m)^" + metric + "(?:\\{[^}]*})? (\\S+)$");
        return places.stream()
                .map(place -> place.replica().given().get("/q/metrics").asString())
                .flatMap(metrics -> line.matcher(metrics).results())
                .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
                .sum();
    }

    /** Fails if one has ended without having been told to. To be asked while nothing befalls them. */
    void requireAlive() {
        for (var place : places) {
            if (!place.replica().isAlive()) {
                throw new AssertionError("The replica on " + place.replica().port() + " has ended by itself");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (var place : places) {
            if (place.replica() != null) {
                place.replica().kill();
            }
        }
    }
}
