package app.velvet.venues;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.venueNamed;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.PackagedReplica;
import app.velvet.testing.Ports;
import app.velvet.testing.TestPostgres;
import app.velvet.testing.TestTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for by the month and by the ten thousand, by several at once, of one packaged service in its small heap. */
class LargeAnswersPackagedTest {

    private static final String DATABASE = "large_answers";
    private static final long MANAGER = 1;
    private static final int NIGHTS = 31;
    private static final int SECTIONS = 4;
    private static final int TABLES = 100;
    private static final int READERS = 8;
    private static final int READS = 3;
    private static final int LISTS = 3;
    private static final int ROWS = 10_000;
    private static final LocalDate FIRST_NIGHT = LocalDate.of(2031, 1, 1);

    private static final DataSource STORED = TestPostgres.shared().database(DATABASE);
    private static FakeContactsService contacts;
    private static PackagedReplica replica;
    private static long companies;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final long company = ++companies;
    private List<Long> events;

    @BeforeAll
    static void startReplica() throws Exception {
        int port = Ports.free();
        contacts = new FakeContactsService(port).start();
        var settings = new HashMap<>(Replicas.SETTINGS);
        settings.put(ContactsServicePort.PROPERTY, "http://127.0.0.1:" + port);
        replica = PackagedReplica.start(DATABASE, settings);
    }

    @AfterAll
    static void stopReplica() {
        replica.close();
        contacts.stop();
    }

    @BeforeEach
    void openMonth() throws SQLException {
        hire();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ask("GET", "/api/v1/venues/list", null).join().statusCode() == 200);
        long venue = create("/venues", "venue", venueNamed("Blue Note"));
        furnish("/venues/" + venue);
        events = IntStream.range(0, NIGHTS)
                .mapToObj(night -> create("/events", "event", eventNamed("Jazz", venue, FIRST_NIGHT.plusDays(night))))
                .toList();
    }

    @Test
    void monthOfFloorPlansIsAnsweredToManyAtOnce() {
        ask("GET", "/api/v1/events/" + events.get(0), null).join();
        say("one event");

        for (int i = 0; i < READS; i++) {
            Stream.generate(() -> ask("GET", "/api/v1/events", null))
                    .limit(READERS)
                    .toList()
                    .forEach(answer -> assertWhole(answer.join()));
        }
        say(READERS + " readers of " + NIGHTS + " nights with " + TABLES + " tables each");

        assertAlive();
    }

    private void assertWhole(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        var month = new JsonArray(answer.body());
        assertEquals(
                events,
                month.stream().map(night -> ((JsonObject) night).getLong("id")).toList());
        for (var night : month) {
            assertEquals(TABLES, ((JsonObject) night).getJsonArray("tables").size());
            assertEquals(SECTIONS, ((JsonObject) night).getJsonArray("sections").size());
        }
    }

    @Test
    void thousandsOfGuestsArePutDownForSeveralNightsAtOnce() throws SQLException {
        ask("GET", "/api/v1/events/" + events.get(0), null).join();
        say("one event");

        IntStream.range(0, LISTS)
                .mapToObj(list -> ask("POST", "/api/v1/guestlists/mass_create", list(list)))
                .toList()
                .forEach(answer -> assertEquals(200, answer.join().statusCode(), answer.join()::body));
        say(LISTS + " lists of " + ROWS + " guests");

        assertEquals(LISTS * ROWS, number("select count(*) from guestlist where company_id = " + company));
        assertEquals(
                LISTS * ROWS,
                number("select count(*) from outbox where class_name = 'Guestlist' and company_id = " + company));
        assertAlive();
    }

    /** Nobody is on two of them: who is waits for whoever brings him first. */
    private JsonObject list(int number) {
        return new JsonObject()
                .put("originator_name", "Mia Manager")
                .put(
                        "mass_create_text_content",
                        IntStream.range(0, ROWS)
                                .mapToObj(row -> "Guest " + number + "/" + row + ",1,2,By the stage " + row)
                                .collect(Collectors.joining("\n")))
                .put("guestlist", new JsonObject().put("event_id", events.get(number)));
    }

    private void furnish(String plan) {
        long room = create(plan + "/rooms", "room", named("Main"));
        for (int i = 0; i < SECTIONS; i++) {
            long section =
                    create(plan + "/sections", "section", named("Section " + i).put("reservation_room_id", room));
            for (int table = 0; table < TABLES / SECTIONS; table++) {
                create(
                        plan + "/tables",
                        "table",
                        named("Table " + i + "/" + table)
                                .put("reservation_section_id", section)
                                .put("capacity", 8));
            }
        }
    }

    private long create(String path, String name, JsonObject fields) {
        var answer = ask("POST", "/api/v1" + path, new JsonObject().put(name, fields))
                .join();
        assertEquals(200, answer.statusCode(), answer::body);
        return new JsonObject(answer.body()).getLong("id");
    }

    /** @param body null for none */
    private CompletableFuture<HttpResponse<String>> ask(String method, String path, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + path))
                .header("Authorization", "Bearer " + TestTokens.issue(company, MANAGER))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private void assertAlive() {
        assertTrue(replica.process().isAlive());
        assertEquals(200, ask("GET", "/q/health/live", null).join().statusCode());
    }

    /** Where the system tells. */
    private void say(String after) {
        var status = Path.of("/proc", Long.toString(replica.process().pid()), "status");
        try (var lines = Files.lines(status)) {
            System.out.println("After " + after + ": "
                    + lines.filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                            .map(line -> line.replaceAll("\\s+", " "))
                            .collect(Collectors.joining(", ")));
        } catch (IOException notLinux) {
            // it is for people who measure
        }
    }

    private void hire() throws SQLException {
        try (var connection = STORED.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into staff_member (company_id, id, first_name, last_name, active, promoter, service,
                                              permissions_struct)
                    select %d, %d, 'Mia', 'Manager', true, false, false,
                           jsonb_build_object('Company', m, 'Template', m, 'Event', m, 'Guestlist', m, 'Contact', m)
                      from jsonb_build_object('manage', '[{}]'::jsonb) m
                    on conflict do nothing
                    """.formatted(company, MANAGER));
        }
    }

    private long number(String query) throws SQLException {
        try (var connection = STORED.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
