package app.velvet.venues.tally;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Rush;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class CountingAtOnceTest {

    private static final int CALLERS = 400;

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Member manager;
    private Api api;
    private long event;

    @BeforeEach
    void openDoors() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        event = api.event("Jazz", api.venue("Blue Note"), LocalDate.now());
    }

    @Test
    void whatManyCountAtOnceAllCounts() throws Exception {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            // From here on nothing can fall below 0.
            client.send(counting(CALLERS), BodyHandlers.ofString());
            var counting = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> counting(caller % 4 == 0 ? -1 : 2))
                    .toList();

            assertEquals(Map.of(200, (long) CALLERS), Rush.of(counting));
            int counted = CALLERS + CALLERS / 4 * 3 * 2 - CALLERS / 4;
            requireCounted(counted);
            var changes = published.await(CALLERS + 1, "Tally");
            assertEquals(
                    counted, Published.data(changes.get(changes.size() - 1)).getInteger("actual_count"));
        }
    }

    @Test
    void manyWhoMakeATallyAtOnceMakeOne() {
        assertEquals(Map.of(200, 1L, 409, 99L), Rush.of(Collections.nCopies(100, creating())));
    }

    @Test
    void whatAnotherReplicaCountsMeanwhileCountsToo() throws Exception {
        var counting = Executors.newSingleThreadExecutor();
        try (var replica = database.getConnection()) {
            client.send(counting(1), BodyHandlers.ofString());
            replica.setAutoCommit(false);
            try (var statement = replica.prepareStatement(
                    "update tally set actual_count = actual_count + 10 where company_id = ? and event_id = ?")) {
                statement.setLong(1, manager.companyId());
                statement.setLong(2, event);
                assertEquals(1, statement.executeUpdate());
            }
            var answer = counting.submit(
                    () -> client.send(counting(100), BodyHandlers.ofString()).statusCode());
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(this::somebodyWaits);
            replica.commit();

            assertEquals(200, answer.get());
            requireCounted(111);
        } finally {
            counting.shutdown();
        }
    }

    private boolean somebodyWaits() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')")) {
            return rows.next();
        }
    }

    private void requireCounted(int guests) {
        api.getting("/tallies", "event_id", event).body("$", hasSize(1)).body("[0].actual_count", equalTo(guests));
    }

    private HttpRequest counting(int difference) {
        return request("/api/v1/tallies/change")
                .PUT(BodyPublishers.ofString(tally() + "&actual_count_difference=" + difference))
                .build();
    }

    private HttpRequest creating() {
        return request("/api/v1/tallies").POST(BodyPublishers.ofString(tally())).build();
    }

    private String tally() {
        return "tally[event_id]=" + event + "&tally[type]=FemaleTally";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + manager.token())
                .header("Content-Type", "application/x-www-form-urlencoded");
    }
}
