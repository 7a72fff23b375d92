package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestTokens;
import app.velvet.testing.apns.ApnsCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** A process of the packaged push-service, of a company whose staff have a phone each. */
final class PushService implements AutoCloseable {

    private static final String DATABASE = "push";

    /** Number that means nothing else. */
    private static final long COMPANY = 7_000_001;

    private static final long SENDER = 8_000_000;
    private static final String ACCEPTED = "velvet_push_accepted_total";
    private static final String UNDECIDED_URGENT =
            "select count(*) from delivery where not bulk and decided_at is null";
    private static final String MAY_SEND = "{\"VenueNotificationTemplate\": {\"manage\": [{}]}}";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOKS = Duration.ofMillis(200);

    private final PackagedProcess process;
    private final EmbeddedPostgres postgres;
    private final DataSource database;

    private PushService(PackagedProcess process, EmbeddedPostgres postgres, DataSource database) {
        this.process = process;
        this.postgres = postgres;
        this.database = database;
    }

    static PushService start(
            Children children, Path work, EmbeddedPostgres postgres, ApnsCredentials credentials, int apnsPort)
            throws IOException {
        var database = postgres.database(DATABASE);
        var settings = new TreeMap<>(PackagedProcess.reactive(postgres, DATABASE));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(DATABASE));
        settings.put("kafka.bootstrap.servers", TestKafka.shared().bootstrap());
        settings.put("velvet.token.jwks-url", TestTokens.jwksUrl());
        // no auth-service is there to be asked
        settings.put("velvet.staff.ended-access-poll", "1h");
        settings.put("velvet.apns.host", Pushes.APNS_HOST);
        settings.put("velvet.apns.port", Integer.toString(apnsPort));
        settings.put("velvet.apns.trust-file", credentials.certificate().toString());
        settings.put("velvet.apns.key-file", credentials.signingKey().toString());
        settings.put("velvet.apns.key-id", ApnsCredentials.KEY_ID);
        settings.put("velvet.apns.team-id", ApnsCredentials.TEAM_ID);
        settings.put("velvet.apns.topic", ApnsCredentials.TOPIC);
        var process = PackagedProcess.start(
                children,
                Command.REPOSITORY.resolve("push-service"),
                work,
                "push-service",
                PackagedProcess.serviceJava(PackagedProcess.USUAL_HEAP_MEGABYTES),
                settings);
        return new PushService(process.awaitReady("/q/health/ready"), postgres, database);
    }

    /** The token of a phone. */
    static String token(int device) {
        return String.format("%064x", device);
    }

    /** Users 1 to {@code devices} of the company, and one who may tell them something. */
    void hire(int devices) {
        Sql.execute(database, """
                insert into staff_company (company_id, name, time_zone, active)
                values (%1$d, 'Company', 'Europe/Berlin', true);
                insert into staff_member (company_id, id, first_name, last_name, active, promoter, service,
                                          home_venue_id, permissions_struct)
                select %1$d, place, 'Guest', 'Host', true, false, false, 1, '{}'::jsonb from generate_series(1, %3$d) place
                union all
                select %1$d, %2$d, 'Mia', 'Manager', true, false, false, 1, '%4$s'::jsonb;
                insert into device (company_id, id, user_id, session_id, platform, token, registered_at)
                select %1$d, place, place, place, 'ios', lpad(to_hex(place), 64, '0'), now()
                  from generate_series(1, %3$d) place;
                analyze;
                """.formatted(COMPANY, SENDER, devices, MAY_SEND));
    }

    /** Tells everyone and returns when the last phone's push has been accepted, and all is published. */
    Load tellEveryone(int devices) {
        double before = accepted();
        long begun = System.currentTimeMillis();
        send("\"everyone\":true");
        awaitAccepted(before + devices);
        double seconds = lastDecision() - begun / 1e3;
        awaitPublished();
        return new Load(devices, seconds);
    }

    /** Tells one of them, and nobody else. */
    void tellOne(int user) {
        send("\"user_ids\":[" + user + "]");
    }

    /** How long the one who was told alone last had to wait, in milliseconds. Waits for it. */
    double waitOfLastUrgent(int user) {
        Awaitility.await("the urgent one")
                .atMost(PATIENCE)
                .pollInterval(LOOKS)
                .until(() -> Sql.number(database, UNDECIDED_URGENT) == 0);
        return Sql.number(database, """
                select extract(epoch from decided_at - caused_at) * 1000 from delivery
                 where company_id = %d and user_id = %d and not bulk order by id desc limit 1
                """.formatted(COMPANY, user));
    }

    private void send(String recipients) {
        var body = "{\"notification\":{%s,\"title\":\"%s\",\"message\":\"%s\"}}"
                .formatted(recipients, Pushes.TITLE, Pushes.MESSAGE);
        try {
            var answer = process.send(HttpRequest.newBuilder(URI.create(process.url() + "/api/v1/notifications"))
                    .header("Authorization", "Bearer " + TestTokens.issue(COMPANY, SENDER))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
            if (answer.statusCode() != 200) {
                throw new Failure(
                        "A message was answered " + answer.statusCode() + " " + answer.body() + "\n" + process.log());
            }
        } catch (IOException e) {
            throw new Failure("A message was not sent: " + e.getMessage(), e);
        }
    }

    double accepted() {
        try {
            return Metrics.sum(process, ACCEPTED);
        } catch (IOException e) {
            throw new Failure("push-service does not tell its metrics: " + e.getMessage(), e);
        }
    }

    void awaitAccepted(double count) {
        Awaitility.await("all to be accepted")
                .atMost(PATIENCE)
                .pollInterval(LOOKS)
                .until(() -> accepted() >= count);
    }

    private double lastDecision() {
        return Sql.number(database, "select extract(epoch from max(decided_at)) from delivery");
    }

    private void awaitPublished() {
        Awaitility.await("publishing")
                .atMost(PATIENCE)
                .pollInterval(LOOKS)
                .until(() -> Sql.number(database, CreatingContacts.WAITING) == 0);
    }

    Duration cpuTime() {
        return process.cpuTime().plus(CpuTime.withChildren(postgres.pid()));
    }

    /** The most memory that was resident, in megabytes. */
    double peakMegabytes() {
        try {
            return Memory.peak(process) / 1e3;
        } catch (IOException e) {
            throw new Failure("The kernel does not say how much memory a process has", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
