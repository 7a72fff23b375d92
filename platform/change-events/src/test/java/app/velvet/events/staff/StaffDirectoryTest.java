package app.velvet.events.staff;

import static app.velvet.events.staff.StaffWorld.COMPANY;
import static app.velvet.events.staff.StaffWorld.HOST;
import static app.velvet.events.staff.StaffWorld.MANAGER;
import static app.velvet.events.staff.StaffWorld.READS_CONTACTS;
import static app.velvet.events.staff.StaffWorld.READS_OWN_CONTACTS;
import static app.velvet.events.staff.StaffWorld.SESSION;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Access;
import app.velvet.api.token.TokenClaims;
import app.velvet.events.Action;
import app.velvet.events.CapturedLog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaffDirectoryTest {

    private final StaffWorld world = new StaffWorld();
    private final StaffDirectory one = world.directory();
    private final StaffDirectory other = world.directory();

    @BeforeEach
    void hireStaff() {
        world.company(true);
        world.user(MANAGER, "Max", true, READS_CONTACTS);
        world.user(HOST, "Zoë", true, READS_CONTACTS);
        one.start();
        other.start();
        await().until(() -> one.isHearing() && other.isHearing());
    }

    @AfterEach
    void endWorld() {
        world.close();
    }

    private static Access find(StaffDirectory directory, TokenClaims claims) {
        return directory.find(claims).await().atMost(Duration.ofSeconds(10));
    }

    private static Scopes contactScopes(StaffDirectory directory, TokenClaims claims) {
        return ((Access.Granted) find(directory, claims)).caller().reach(Right.READ_CONTACTS);
    }

    private void awaitEverywhere(TokenClaims claims, Access expected) {
        await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            assertEquals(expected, find(one, claims));
            assertEquals(expected, find(other, claims));
        });
    }

    @Test
    void callerIsWhoTheCopySaysHeIs() {
        var caller = ((Access.Granted) find(one, world.token(HOST))).caller();

        assertEquals(COMPANY, caller.companyId());
        assertEquals(HOST, caller.userId());
        assertEquals(SESSION, caller.sessionId());
        assertEquals("d.device", caller.device());
        assertEquals("Zoë Doe", caller.name());
        assertEquals(7L, caller.homeVenueId());
        assertEquals(Scopes.COMPANY, caller.reach(Right.READ_CONTACTS));
    }

    @Test
    void answersFromMemory() {
        var token = world.token(HOST);
        find(one, token);

        // behind everyone's back, so that nobody is told
        world.execute("update staff_member set active = false");

        assertTrue(find(one, token) instanceof Access.Granted);
    }

    @Test
    void changeOfPermissionsCountsInEveryReplica() {
        var token = world.token(HOST);
        assertEquals(Scopes.COMPANY, contactScopes(one, token));
        assertEquals(Scopes.COMPANY, contactScopes(other, token));

        world.user(HOST, "Zoë", true, READS_OWN_CONTACTS);

        await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            assertEquals(new Scopes(false, true, Set.of()), contactScopes(one, token));
            assertEquals(new Scopes(false, true, Set.of()), contactScopes(other, token));
        });
    }

    @Test
    void deactivatedUserIsOut() {
        var token = world.token(HOST);
        find(one, token);
        find(other, token);

        world.user(HOST, "Zoë", false, READS_CONTACTS);

        awaitEverywhere(token, new Access.Deactivated());
        assertTrue(find(one, world.token(MANAGER)) instanceof Access.Granted);
    }

    @Test
    void everyoneOfADeactivatedCompanyIsOut() {
        find(one, world.token(HOST));
        find(other, world.token(MANAGER));

        world.company(false);

        awaitEverywhere(world.token(HOST), new Access.Deactivated());
        awaitEverywhere(world.token(MANAGER), new Access.Deactivated());
    }

    @Test
    void endedSessionIsOutAndOthersOfTheUserStay() {
        var token = world.token(HOST);
        find(one, token);
        find(other, token);

        world.endSession(SESSION, HOST);

        awaitEverywhere(token, new Access.Ended());
        var otherSession =
                new TokenClaims(COMPANY, HOST, SESSION + 1, "d.other", token.stateSequence(), token.expiresAt());
        assertTrue(find(one, otherSession) instanceof Access.Granted);
    }

    @Test
    void unknownUserIsOut() {
        assertEquals(new Access.Ended(), find(one, world.token(99)));
    }

    @Test
    void removedUserIsOut() {
        var token = world.token(HOST);
        find(one, token);

        world.apply("User", HOST, Action.DESTROY, null);

        awaitEverywhere(token, new Access.Ended());
    }

    @Test
    void tokenOfALaterStateIsNotJudgedUntilThatStateIsKnown() {
        var later = world.token(HOST, world.token(HOST).stateSequence() + 1);
        assertEquals(new Access.Behind(), find(one, later));
        assertTrue(find(one, world.token(HOST)) instanceof Access.Granted);

        world.apply("StaticText", 1, Action.CREATE, "{\"id\": 1}");

        assertTrue(find(one, later) instanceof Access.Granted);
    }

    @Test
    void reactivatedUserIsNotTakenForDeactivatedByAServiceThatIsBehind() {
        world.user(HOST, "Zoë", false, READS_CONTACTS);

        assertEquals(
                new Access.Behind(),
                find(one, world.token(HOST, world.token(HOST).stateSequence() + 1)));
    }

    @Test
    void endedSessionIsOutEvenWhereTheServiceIsBehind() {
        world.endSession(SESSION, HOST);

        assertEquals(
                new Access.Ended(),
                find(one, world.token(HOST, world.token(HOST).stateSequence() + 1)));
    }

    @Test
    void changeWhileTheListenerIsCutOffCounts() {
        var token = world.token(HOST);
        find(one, token);
        find(other, token);

        world.execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid() and query like '%select 1%'
                """);
        world.user(HOST, "Zoë", false, READS_CONTACTS);

        awaitEverywhere(token, new Access.Deactivated());
        await().until(() -> one.isHearing() && other.isHearing());
        world.user(HOST, "Zoë", true, READS_CONTACTS);
        await().until(() -> find(one, token) instanceof Access.Granted && find(other, token) instanceof Access.Granted);
    }

    @Test
    void withoutAListenerEveryLookUpAsksTheDatabase() {
        var deaf = world.directory();
        var token = world.token(HOST);
        assertTrue(find(deaf, token) instanceof Access.Granted);

        world.execute("update staff_member set active = false");

        assertEquals(new Access.Deactivated(), find(deaf, token));
    }

    @Test
    void listenerWhoseConnectionWasNotSeenAliveOfLateIsNotTrusted() {
        var doubting = world.directory(Duration.ofNanos(1));
        doubting.start();
        var token = world.token(HOST);
        assertTrue(find(doubting, token) instanceof Access.Granted);

        world.execute("update staff_member set active = false");

        assertEquals(new Access.Deactivated(), find(doubting, token));
    }

    @Test
    void listenerThatCannotListenSaysSoOnce() {
        try (var log = new CapturedLog(StaffListener.class)) {
            var attempts = new AtomicInteger();
            var directory = world.directory(unreachable(attempts));
            directory.start();
            await().until(() -> attempts.get() >= 3);

            assertEquals(
                    List.of("Changes of the staff are not heard of, every look-up asks the database: "
                            + "java.sql.SQLException, SQLSTATE 08001"),
                    log.messages(Level.INFO));
        }
    }

    private static DataSource unreachable(AtomicInteger attempts) {
        return (DataSource) proxy(DataSource.class, (proxy, method, arguments) -> {
            attempts.incrementAndGet();
            throw new SQLException("Of no interest", "08001");
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler answers) {
        return Proxy.newProxyInstance(StaffDirectoryTest.class.getClassLoader(), new Class<?>[] {type}, answers);
    }

    @Test
    void listenerGivesItsConnectionBackAsItWas() throws SQLException {
        try (var connection = world.database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 1234);
            var directory = world.directory(only(connection));
            directory.start();
            await().until(directory::isHearing);

            directory.close();

            assertEquals(1234, connection.getNetworkTimeout());
            try (var statement = connection.createStatement();
                    var channels = statement.executeQuery("select pg_listening_channels()")) {
                assertFalse(channels.next());
            }
        }
    }

    /** A pool of this one connection, which closing leaves open. */
    private static DataSource only(Connection connection) {
        var lent = (Connection) proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return (DataSource) proxy(DataSource.class, (proxy, method, arguments) -> lent);
    }
}
