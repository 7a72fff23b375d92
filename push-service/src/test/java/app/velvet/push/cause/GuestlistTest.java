package app.velvet.push.cause;

import static app.velvet.push.Staff.OWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Readiness;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Told;
import app.velvet.push.Upstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class GuestlistTest {

    private static final String CREATED = "Mia Manager put Otis Redding on your guestlist: Friday Night, 2026-12-18";
    private static final String APPROVED =
            "Mia Manager approved Otis Redding on your guestlist: Friday Night, 2026-12-18";
    private static final String DENIED = "Mia Manager denied Otis Redding on your guestlist: Friday Night, 2026-12-18";
    private static final AtomicLong IDS = new AtomicLong(500);

    @Inject
    Staff staff;

    private final long guestlist = IDS.incrementAndGet();
    private Upstream venues;
    private Member manager;
    private Member promoter;

    @BeforeEach
    void hire() {
        manager = staff.hire(Staff.newCompany(), "Mia Manager").done();
        promoter = staff.hire(manager.companyId(), "Paul Promoter").asPromoter().done();
        venues = new Upstream(manager.companyId());
        Readiness.await();
    }

    @AfterEach
    void close() {
        venues.close();
    }

    @Test
    void oneThatAnotherPutsDownIsToldToItsOriginator() {
        publish(Action.CREATE, data(promoter).put("approved", true), manager);

        Told.await(promoter, CREATED);
        assertEquals(List.of("New on your guestlist"), Told.titles(promoter));
    }

    @Test
    void approvalByAnotherIsTold() {
        publish(Action.CREATE, data(promoter), promoter);

        publish(Action.UPDATE, data(promoter).put("approved", true), manager);

        Told.await(promoter, APPROVED);
        assertEquals(List.of("Guestlist approved"), Told.titles(promoter));
    }

    @Test
    void denialByAnotherIsTold() {
        publish(Action.CREATE, data(promoter), promoter);

        publish(Action.UPDATE, data(promoter).put("status", "disqualified").put("stage", "denied"), manager);

        Told.await(promoter, DENIED);
        assertEquals(List.of("Guestlist denied"), Told.titles(promoter));
    }

    @Test
    void approvalThatIsTakenBackIsTold() {
        publish(Action.CREATE, data(promoter).put("approved", true), promoter);

        publish(Action.UPDATE, data(promoter), manager);

        Told.await(promoter, "Mia Manager does not approve Otis Redding on your guestlist: Friday Night, 2026-12-18");
    }

    @Test
    void whatHeDoesHimselfAndWhatElseOthersDoIsNotTold() {
        publish(Action.CREATE, data(promoter), promoter);
        publish(Action.UPDATE, data(promoter).put("approved", true), promoter);
        publish(Action.UPDATE, data(promoter).put("approved", true).put("stage", "loss"), manager);
        publish(Action.UPDATE, data(promoter).put("approved", true).put("count_males", 9), manager);
        publish(Action.DESTROY, null, manager);
        awaitAllApplied();

        Told.assertNothing(promoter);
    }

    @Test
    void eventsAreToldOnceHoweverOftenTheyCome() {
        publish(Action.CREATE, data(promoter), promoter);
        publish(Action.UPDATE, data(promoter).put("approved", true), manager);
        publish(Action.UPDATE, data(promoter).put("approved", true), manager);
        publish(Action.CREATE, data(promoter).put("approved", true), manager);
        awaitAllApplied();

        Told.await(promoter, APPROVED);
    }

    @Test
    void whatARestoredServiceNamesAgainIsToldToNobody() {
        publish(Action.CREATE, data(promoter), promoter);
        venues.restore();
        publish(Action.UPDATE, data(promoter).put("approved", true), null);
        awaitAllApplied();

        Told.assertNothing(promoter);
    }

    @Test
    void whoMayNotReadItIsNotToldOfIt() {
        var blind = staff.hire(manager.companyId(), "Ben Blind").done();
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(OWN, "Guestlist", "read")
                .done();
        venues.publish(
                "venues.changes",
                Action.CREATE,
                "Guestlist",
                IDS.incrementAndGet(),
                data(blind),
                "company,venue:7,user:" + blind.userId(),
                manager.userId());
        publish(Action.CREATE, data(reader), manager);

        Told.await(reader, CREATED);
        Told.assertNothing(blind);
    }

    /** When one more is told, what came before him has been applied. */
    private void awaitAllApplied() {
        var last = staff.hire(manager.companyId(), "Luis Last").asPromoter().done();
        venues.publish(
                "venues.changes",
                Action.CREATE,
                "Guestlist",
                IDS.incrementAndGet(),
                data(last),
                "user:" + last.userId(),
                manager.userId());
        Told.await(last, CREATED);
    }

    private void publish(Action action, JsonObject data, Member actor) {
        var owner = data == null ? promoter.userId() : data.getLong("user_id");
        venues.publish(
                "venues.changes",
                action,
                "Guestlist",
                guestlist,
                data,
                "company,venue:7,user:" + owner,
                actor == null ? null : actor.userId());
    }

    private JsonObject data(Member owner) {
        return new JsonObject()
                .put("id", guestlist)
                .put("contact_info", new JsonObject().put("name", "Otis Redding"))
                .put("event_info", new JsonObject().put("name", "Friday Night").put("date", "2026-12-18"))
                .put("venue_id", 7)
                .put("user_id", owner.userId())
                .put("approved", false)
                .put("status", "not_confirmed")
                .put("stage", "win");
    }
}
