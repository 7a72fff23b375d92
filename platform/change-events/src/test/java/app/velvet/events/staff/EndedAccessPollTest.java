package app.velvet.events.staff;

import static app.velvet.events.staff.StaffWorld.COMPANY;
import static app.velvet.events.staff.StaffWorld.HOST;
import static app.velvet.events.staff.StaffWorld.MANAGER;
import static app.velvet.events.staff.StaffWorld.READS_CONTACTS;
import static app.velvet.events.staff.StaffWorld.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.token.Access;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndedAccessPollTest {

    private static final String NOBODY = "{\"sessions\": [], \"users\": [], \"companies\": [], \"cursor\": \"c1\"}";

    private final StaffWorld world = new StaffWorld();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private HttpServer authService;
    private EndedAccessPoll poll;
    private volatile int status = 200;
    private volatile String answer = NOBODY;
    private volatile long seconds = 100;
    private volatile Runnable whileAnswering = () -> {};

    @BeforeEach
    void startAuthService() throws IOException {
        world.company(true);
        world.user(HOST, "Zoë", true, READS_CONTACTS);
        world.user(MANAGER, "Max", true, READS_CONTACTS);
        authService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authService.createContext("/internal/ended_access", exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Velvet-Service-Token"));
            whileAnswering.run();
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        authService.start();
        var address = URI.create("http://127.0.0.1:" + authService.getAddress().getPort());
        poll = new EndedAccessPoll(
                world.database,
                new EndedAccessClient(address, () -> "service-token"),
                metrics,
                () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    @AfterEach
    void endWorld() {
        authService.stop(0);
        world.close();
    }

    private Access access(long userId) {
        return world.directory().find(world.token(userId)).await().atMost(Duration.ofSeconds(10));
    }

    private static String users(long... ids) {
        var users = java.util.Arrays.stream(ids)
                .mapToObj(id -> "{\"id\": " + id + ", \"company_id\": 5}")
                .toList();
        return NOBODY.replace("\"users\": []", "\"users\": " + users);
    }

    private double age() {
        return metrics.get("velvet.staff.ended.access.age").timeGauge().value(TimeUnit.SECONDS);
    }

    @Test
    void itsAgeIsCountedFromTheLastAnswerThatWasLearntFrom() throws Exception {
        seconds += 7;
        assertEquals(7, age());

        poll.poll();
        assertEquals(0, age());

        status = 503;
        seconds += 5;
        assertThrows(IOException.class, poll::poll);
        assertEquals(5, age());
    }

    @Test
    void endedSessionIsOut() throws Exception {
        answer = NOBODY.replace(
                "\"sessions\": []",
                "\"sessions\": [{\"id\": 100, \"company_id\": 5, \"user_id\": 12, \"expires_at\": \"2126-01-01T10:00:00Z\"}]");

        poll.poll();

        assertEquals(new Access.Ended(), access(HOST));
        assertTrue(access(MANAGER) instanceof Access.Granted);
    }

    @Test
    void deactivatedUserIsOutUntilTheEventsSayOtherwise() throws Exception {
        answer = users(HOST);
        poll.poll();
        assertEquals(new Access.Deactivated(), access(HOST));

        // late, from before the deactivation
        world.user(HOST, "Zoe", true, READS_CONTACTS);
        assertEquals(new Access.Deactivated(), access(HOST));
        world.user(HOST, "Zoe", false, READS_CONTACTS);
        assertEquals(new Access.Deactivated(), access(HOST));
        world.user(HOST, "Zoe", true, READS_CONTACTS);
        assertTrue(access(HOST) instanceof Access.Granted);
    }

    @Test
    void everyoneOfADeactivatedCompanyIsOut() throws Exception {
        answer = NOBODY.replace("\"companies\": []", "\"companies\": [5]");

        poll.poll();

        assertEquals(new Access.Deactivated(), access(HOST));
        world.company(false);
        world.company(true);
        assertTrue(access(HOST) instanceof Access.Granted);
    }

    @Test
    void userReactivatedWhileTheListWasOnItsWayIsAskedForAgain() throws Exception {
        answer = users(HOST);
        whileAnswering = () -> {
            world.user(HOST, "Zoë", false, READS_CONTACTS);
            world.user(HOST, "Zoë", true, READS_CONTACTS);
        };

        poll.poll();

        assertTrue(access(HOST) instanceof Access.Granted);
        answer = NOBODY;
        whileAnswering = () -> {};
        poll.poll();
        assertEquals(List.of("/internal/ended_access service-token", "/internal/ended_access service-token"), requests);
        assertTrue(access(HOST) instanceof Access.Granted);
    }

    @Test
    void nextPollGoesOnWhereTheLastOneEnded() throws Exception {
        answer = NOBODY.replace("c1", "a/b+c");
        poll.poll();
        poll.poll();

        assertEquals(
                List.of("/internal/ended_access service-token", "/internal/ended_access?since=a%2Fb%2Bc service-token"),
                requests);
    }

    @Test
    void authServiceInTroubleChangesNothing() {
        status = 503;

        assertThrows(IOException.class, poll::poll);

        assertTrue(access(HOST) instanceof Access.Granted);
        assertEquals(1, world.queryNumber("select count(*) from staff_ended_access_cursor where cursor is null"));
    }

    @Test
    void endsOfExpiredTokensAreForgotten() throws Exception {
        world.endSession(SESSION, HOST);
        world.execute("update staff_session_end set expires_at = now() - interval '2 days'");

        poll.poll();

        assertEquals(0, world.queryNumber("select count(*) from staff_session_end where company_id = " + COMPANY));
    }
}
