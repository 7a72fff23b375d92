package app.velvet.events.staff;

import app.velvet.api.token.TokenClaims;
import app.velvet.events.Action;
import app.velvet.events.JdbcTransactions;
import app.velvet.events.ServiceDatabase;
import app.velvet.events.VitalThreads;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.testing.TestPostgres;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A service's database with a copy of the staff, and the directories of several replicas over it. */
class StaffWorld implements AutoCloseable {

    static final String EPOCH = "20260101T000000000Z";
    static final long COMPANY = 5;
    static final long MANAGER = 11;
    static final long HOST = 12;
    static final long SESSION = 100;

    static final String READS_CONTACTS = "{\"Contact\": {\"read\": [{}]}}";
    static final String READS_OWN_CONTACTS = "{\"Contact\": {\"read\": [{\"self\": true}]}}";

    private static final AtomicInteger WORLDS = new AtomicInteger();

    private final String name = "staff_" + WORLDS.incrementAndGet();
    final ServiceDatabase tables = ServiceDatabase.create(name);
    final DataSource database = tables.source();
    private final Vertx vertx = Vertx.vertx();
    final Pool pool = PgBuilder.pool()
            .using(vertx)
            .connectingTo(PgConnectOptions.fromUri(TestPostgres.shared().reactiveUrl(name))
                    .setUser("postgres"))
            .with(new PoolOptions().setMaxSize(4))
            .build();
    private final List<StaffDirectory> directories = new ArrayList<>();
    private long sequence;

    /** Of another replica each time; it takes its connection for alive for as long as a test may last. */
    StaffDirectory directory() {
        return directory(Duration.ofMinutes(10));
    }

    StaffDirectory directory(Duration trust) {
        return directory(database, trust);
    }

    StaffDirectory directory(DataSource listening) {
        return directory(listening, Duration.ofMinutes(10));
    }

    private StaffDirectory directory(DataSource listening, Duration trust) {
        var directory = new StaffDirectory(pool, listening, new VitalThreads(), 1000, trust);
        directories.add(directory);
        return directory;
    }

    /** Applies a change as the consumer would; returns what it meant. */
    StaffChange apply(String className, long id, Action action, String data) {
        return apply(change(className, id, action, data));
    }

    StaffChange apply(ChangeRecord change) {
        return inTransaction(transaction -> StaffCopy.apply(transaction, change));
    }

    <T> T inTransaction(JdbcTransactions.Work<T, RuntimeException> work) {
        try {
            return JdbcTransactions.inTransaction(database, work);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    ChangeRecord change(String className, long id, Action action, String data) {
        sequence++;
        return new ChangeRecord(
                StaffCopy.TOPIC,
                5,
                sequence,
                COMPANY,
                className,
                id,
                action,
                data,
                Set.of(),
                EPOCH,
                sequence,
                null,
                null,
                Instant.parse("2026-01-01T10:00:00Z"),
                null);
    }

    StaffChange user(long id, String firstName, boolean active, String permissions) {
        return apply("User", id, Action.UPDATE, userData(id, firstName, active, permissions));
    }

    static String userData(long id, String firstName, boolean active, String permissions) {
        return """
                {"id": %d, "company_id": 5, "email": "a@b.example", "first_name": "%s", "last_name": "Doe", "gender": null,
                 "title": "Host", "department_name": "VIP Host", "birthdate": null, "active": %s, "promoter": false,
                 "service": false, "home_venue_id": 7, "permission_level_id": 1, "permissions_struct": %s,
                 "created_at": "2026-01-01T10:00:00Z", "updated_at": "2026-01-01T10:00:00Z"}""".formatted(id, firstName, active, permissions);
    }

    StaffChange company(boolean active) {
        return apply(
                "Company",
                COMPANY,
                Action.UPDATE,
                "{\"id\": 5, \"name\": \"Night\", \"time_zone\": \"Europe/Berlin\", \"active\": " + active + "}");
    }

    StaffChange endSession(long sessionId, long userId) {
        return apply(
                "Session",
                sessionId,
                Action.CREATE,
                "{\"id\": " + sessionId + ", \"user_id\": " + userId
                        + ", \"ended_at\": \"2026-01-01T10:00:00Z\", \"expires_at\": \"2126-01-01T10:00:00Z\"}");
    }

    /** A token of the current state. */
    TokenClaims token(long userId) {
        return token(userId, sequence);
    }

    TokenClaims token(long userId, long stateSequence) {
        return new TokenClaims(
                COMPANY, userId, SESSION, "d.device", stateSequence, Instant.parse("2126-01-01T10:00:00Z"));
    }

    void execute(String sql) {
        tables.execute(sql);
    }

    long queryNumber(String sql) {
        return tables.queryNumber(sql);
    }

    @Override
    public void close() {
        directories.forEach(StaffDirectory::close);
        pool.closeAndAwait();
        vertx.closeAndAwait();
        tables.close();
    }
}
