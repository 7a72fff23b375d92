package app.velvet.events.staff;

import static app.velvet.events.staff.StaffWorld.COMPANY;
import static app.velvet.events.staff.StaffWorld.HOST;
import static app.velvet.events.staff.StaffWorld.MANAGER;
import static app.velvet.events.staff.StaffWorld.READS_CONTACTS;
import static app.velvet.events.staff.StaffWorld.READS_OWN_CONTACTS;
import static app.velvet.events.staff.StaffWorld.SESSION;
import static app.velvet.events.staff.StaffWorld.userData;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.events.Action;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.consumer.UnprocessableChangeException;
import app.velvet.events.staff.StaffChange.CompanyChanged;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.staff.StaffChange.SessionEnded;
import app.velvet.events.staff.StaffChange.Unaffected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaffCopyTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final StaffWorld world = new StaffWorld();

    @AfterEach
    void endWorld() {
        world.close();
    }

    @Test
    void newUserIsKnownWithHisPermissions() {
        var change = (MemberChanged) world.user(HOST, "Zoë", true, READS_CONTACTS);

        assertNull(change.before());
        assertEquals(HOST, change.userId());
        var member = change.after();
        assertEquals("Zoë Doe", member.name());
        assertEquals("VIP Host", member.departmentName());
        assertEquals(7L, member.homeVenueId());
        assertEquals(Scopes.COMPANY, member.permissions().reach(Right.READ_CONTACTS));
    }

    @Test
    void changeOfPermissionsTellsBothStates() {
        world.user(HOST, "Zoë", true, READS_CONTACTS);

        var change = (MemberChanged) world.user(HOST, "Zoë", false, READS_OWN_CONTACTS);

        assertEquals(Scopes.COMPANY, change.before().permissions().reach(Right.READ_CONTACTS));
        assertEquals(
                new Scopes(false, true, Set.of()), change.after().permissions().reach(Right.READ_CONTACTS));
        assertEquals(
                List.of(true, false),
                List.of(change.before().active(), change.after().active()));
    }

    @Test
    void removedUserIsGone() {
        world.user(HOST, "Zoë", true, READS_CONTACTS);

        var change = (MemberChanged) world.apply("User", HOST, Action.DESTROY, null);

        assertEquals("Zoë Doe", change.before().name());
        assertNull(change.after());
    }

    @Test
    void deactivatedCompanyIsTold() {
        assertEquals(new CompanyChanged(COMPANY, true, true), world.company(true));
        assertEquals(new CompanyChanged(COMPANY, true, false), world.company(false));
    }

    @Test
    void endedSessionIsKeptUntilItsRecordIsRemoved() {
        assertEquals(new SessionEnded(COMPANY, HOST, SESSION), world.endSession(SESSION, HOST));
        assertEquals(1, world.queryNumber("select count(*) from staff_session_end"));

        assertEquals(new Unaffected(), world.apply("Session", SESSION, Action.DESTROY, null));
        assertEquals(0, world.queryNumber("select count(*) from staff_session_end"));
    }

    @Test
    void everyChangeOfTheTopicCountsForHowFarTheCopyIs() {
        world.apply("StaticText", 1, Action.CREATE, "{\"id\": 1}");
        world.apply("PermissionLevel", 1, Action.CREATE, "{\"id\": 1}");

        assertEquals(2, world.queryNumber("select sequence from staff_progress where company_id = 5"));
    }

    @Test
    void rightThatWasTakenAwayDoesNotComeBackWhereTheTopicIsReadAnew() {
        var given = world.change("User", HOST, Action.CREATE, StaffWorld.userData(HOST, "Zoë", true, READS_CONTACTS));
        var taken = world.change("User", HOST, Action.UPDATE, StaffWorld.userData(HOST, "Zoë", true, "{}"));
        world.apply(given);
        world.apply(taken);

        assertEquals(new Unaffected(), world.apply(given));
        assertEquals(new Unaffected(), world.apply(taken));

        var host = world.inTransaction(transaction -> StaffCopy.find(transaction, COMPANY, HOST))
                .orElseThrow();
        assertEquals(Scopes.NONE, host.permissions().reach(Right.READ_CONTACTS));
    }

    @Test
    void userOfUnknownShapeIsRefused() {
        var shapeless = world.change("User", HOST, Action.CREATE, "{\"id\": 12}");

        assertThrows(UnprocessableChangeException.class, () -> world.apply(shapeless));
        assertEquals(0, world.queryNumber("select count(*) from staff_member"));
    }

    @Test
    void whomAResynchronisationDoesNotNameIsGoneAndHisCompanyWithHim() {
        world.company(true);
        world.user(MANAGER, "Max", true, READS_CONTACTS);
        world.user(HOST, "Zoë", true, READS_CONTACTS);
        world.execute("truncate consumer_named");
        world.execute("insert into consumer_named values (5, 'test.staff', 'auth.changes', 'User', " + MANAGER + ")");

        var gone = world.inTransaction(transaction ->
                StaffCopy.sweep(transaction, new Resynchronisation("test.staff", StaffCopy.TOPIC, COMPANY)));

        assertEquals(List.of(HOST), gone.stream().map(MemberChanged::userId).toList());
        assertEquals(1, world.queryNumber("select count(*) from staff_company where not active"));
    }

    @Test
    void companyThatAResynchronisationNamesStaysActive() {
        world.company(true);
        world.execute("truncate consumer_named");
        world.execute("insert into consumer_named values (5, 'test.staff', 'auth.changes', 'Company', 5)");

        world.inTransaction(transaction ->
                StaffCopy.sweep(transaction, new Resynchronisation("test.staff", StaffCopy.TOPIC, COMPANY)));

        assertEquals(1, world.queryNumber("select count(*) from staff_company where active"));
    }

    @Test
    void membersAnswersWhoWorksHereAndUnderWhichNames() {
        world.user(MANAGER, "Max", true, READS_CONTACTS);
        world.user(HOST, "Zoë", false, READS_CONTACTS);
        world.apply(
                "User",
                13,
                Action.CREATE,
                userData(13, "Key", true, READS_CONTACTS).replace("\"service\": false", "\"service\": true"));
        var members = new StaffMembers(world.pool);

        assertEquals(
                List.of(MANAGER),
                members.active(COMPANY).await().atMost(TIMEOUT).stream()
                        .map(StaffMember::id)
                        .toList());
        assertEquals(
                Map.of(MANAGER, "Max Doe", HOST, "Zoë Doe"),
                members.names(COMPANY, List.of(MANAGER, HOST, 99L)).await().atMost(TIMEOUT));
        assertEquals(
                List.of(), members.find(COMPANY + 1, List.of(MANAGER)).await().atMost(TIMEOUT));
    }
}
