package app.velvet.push.cause;

import static app.velvet.push.Staff.atVenues;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.push.Apple;
import app.velvet.push.Database;
import app.velvet.push.Phones;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Readiness;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Told;
import app.velvet.push.Upstream;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class TableHoldTest {

    private static final String HELD = "Jay Carter put a hold on table 12, Main Room: Friday Night, 2026-12-18";
    private static final String RELEASED = "Jay Carter released table 12, Main Room: Friday Night, 2026-12-18";
    private static final long VENUE = 7;
    private static final AtomicLong HOLDS = new AtomicLong(500);

    Apple apple;

    @Inject
    Staff staff;

    @Inject
    Database database;

    private final long hold = HOLDS.incrementAndGet();
    private Upstream venues;
    private Member promoter;
    private Member host;

    @BeforeEach
    void hire() {
        long company = Staff.newCompany();
        promoter = staff.hire(company, "Jay Carter").asPromoter().done();
        host = staff.hostAt(company, VENUE);
        venues = new Upstream(company);
        Readiness.await();
    }

    @AfterEach
    void close() {
        venues.close();
    }

    @Test
    void hostsOfTheVenueAreToldAndTheirPhonesKnow() {
        var iphone = Phones.iphoneOf(host);

        hold(Action.CREATE, promoter);

        Told.await(host, HELD);
        await().until(() -> apple.received(iphone).size() == 1);
        assertEquals("Table held", apple.received(iphone).get(0).title());
        assertEquals(HELD, apple.received(iphone).get(0).message());
        assertEquals(1, apple.received(iphone).get(0).aps().getInteger("badge"));

        release(promoter);

        Told.await(host, RELEASED, HELD);
        assertEquals(List.of("Table released", "Table held"), Told.titles(host));
    }

    @Test
    void whatIsToldIsPublishedToTheHostAlone() {
        try (var published = Published.on("push.changes", host.companyId())) {
            hold(Action.CREATE, promoter);

            var change = published.await(1).get(0);
            assertEquals("create", Published.value(change).getString("action"));
            assertEquals(Set.of("user:" + host.userId()), Published.audience(change));
            assertEquals(promoter.userId(), Published.data(change).getLong("sender_id"));
        }
    }

    @Test
    void onlyHostsOfThatVenueWhoMayReadItAreTold() {
        var elsewhere = staff.hostAt(host.companyId(), 8);
        var server = staff.hire(host.companyId(), "Sam Server")
                .in("Server")
                .at(VENUE)
                .done();
        var blind = staff.hire(host.companyId(), "Ben Blind")
                .in("VIP Host")
                .at(VENUE)
                .done();
        var narrow = staff.hire(host.companyId(), "Nora Narrow")
                .in("VIP Host")
                .at(VENUE)
                .may(atVenues(VENUE), "Event", "read")
                .done();
        var deactivated = staff.hostAt(host.companyId(), VENUE);
        staff.deactivate(deactivated);

        hold(Action.CREATE, promoter);

        Told.await(host, HELD);
        assertEquals(List.of(HELD), Told.messages(narrow));
        assertNotTold(elsewhere, server, blind, deactivated);
    }

    @Test
    void whoDidItIsNotTold() {
        var hostAndPromoter = staff.hire(host.companyId(), "Pat Both")
                .in("VIP Host")
                .at(VENUE)
                .asPromoter()
                .may(Staff.EVERYTHING, "Event", "read")
                .done();

        hold(Action.CREATE, hostAndPromoter);

        Told.await(host, "Pat Both put a hold on table 12, Main Room: Friday Night, 2026-12-18");
        assertNotTold(hostAndPromoter);
    }

    @Test
    void holdThatStaffEndByAssigningTheTableIsNotReleased() {
        hold(Action.CREATE, promoter);
        var manager = staff.hire(host.companyId(), "Mia Manager").done();

        release(manager);
        sentinel();

        Told.await(host, "Jay Carter put a hold on table 99", HELD);
    }

    @Test
    void renamedTableIsNotHeldAgainAndReleasedByItsNewName() {
        hold(Action.CREATE, promoter);
        publish(Action.UPDATE, data().put("table_name", "13"), promoter);

        release(promoter);

        Told.await(host, "Jay Carter released table 13, Main Room: Friday Night, 2026-12-18", HELD);
    }

    @Test
    void eventsAreToldOnceHoweverOftenTheyComeAndWhatIsUnreadableIsLeftOut() {
        venues.publish(
                "venues.changes",
                Action.CREATE,
                "Artist",
                1,
                new JsonObject().put("id", 1),
                "company",
                promoter.userId());
        hold(Action.CREATE, promoter);
        publish(Action.CREATE, data(), promoter);

        release(promoter);

        Told.await(host, RELEASED, HELD);
    }

    @Test
    void whoWorksAtAVenueIsLearntFromItsService() {
        var newHost = staff.hire(host.companyId(), "Nia New")
                .in("VIP Host")
                .may(Staff.EVERYTHING, "Event", "read")
                .done();
        userVenue(Action.CREATE, 900 + hold, newHost);
        hold(Action.CREATE, promoter);
        Told.await(newHost, HELD);

        userVenue(Action.DESTROY, 900 + hold, newHost);
        release(promoter);

        Told.await(host, RELEASED, HELD);
        assertEquals(List.of(HELD), Told.messages(newHost));
    }

    @Test
    void whatARestoredServiceNamesAgainIsToldToNobodyAndWhatItDoesNotIsForgotten() {
        userVenue(Action.CREATE, 900 + hold, host);
        hold(Action.CREATE, promoter);
        Told.await(host, HELD);

        venues.restore();
        publish(Action.UPDATE, data(), null);
        var query = "select count(*) from user_venue where company_id = ?";
        endSnapshot();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(List.of("0"), database.query(query, host.companyId())));
        assertEquals(List.of(HELD), Told.messages(host));
        assertEquals(
                List.of("1"), database.query("select count(*) from table_hold where company_id = ?", host.companyId()));
    }

    private void endSnapshot() {
        venues.publish(
                "venues.changes",
                Action.UPDATE,
                "EpochSnapshot",
                host.companyId(),
                new JsonObject().put("id", host.companyId()),
                "company",
                null);
    }

    private void hold(Action action, Member actor) {
        publish(action, data(), actor);
    }

    private void release(Member actor) {
        publish(Action.DESTROY, null, actor);
    }

    /** Another hold: what came before it has been applied when it is told of. */
    private void sentinel() {
        venues.publish(
                "venues.changes",
                Action.CREATE,
                "TableHold",
                HOLDS.incrementAndGet(),
                new JsonObject().put("venue_id", VENUE).put("table_name", "99"),
                "venue:" + VENUE,
                promoter.userId());
    }

    private void publish(Action action, JsonObject data, Member actor) {
        venues.publish(
                "venues.changes",
                action,
                "TableHold",
                hold,
                data,
                "venue:" + VENUE + ",user:" + promoter.userId(),
                actor == null ? null : actor.userId());
    }

    private void userVenue(Action action, long id, Member member) {
        var data = new JsonObject()
                .put("id", id)
                .put("venue_id", VENUE)
                .put("venue_name", "Seven")
                .put("home", false)
                .put("user_id", member.userId())
                .put("selected", true);
        venues.publish(
                "venues.changes",
                action,
                "UserVenue",
                id,
                action == Action.DESTROY ? null : data,
                "user:" + member.userId(),
                null);
    }

    private JsonObject data() {
        return new JsonObject()
                .put("id", hold)
                .put("event_id", 3)
                .put("event_name", "Friday Night")
                .put("event_date", "2026-12-18")
                .put("venue_id", VENUE)
                .put("table_id", 12)
                .put("table_name", "12")
                .put("section_id", 2)
                .put("section_name", "Main Room")
                .put("user_id", promoter.userId())
                .put("created_at", "2026-11-24T10:00:00Z");
    }

    private void assertNotTold(Member... members) {
        for (var member : members) {
            assertEquals(
                    List.of(),
                    database.query(
                            "select message from notification where company_id = ? and user_id = ?",
                            member.companyId(),
                            member.userId()));
        }
    }
}
