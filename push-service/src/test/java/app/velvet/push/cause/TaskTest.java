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
class TaskTest {

    private static final String GIVEN = "Mia Manager gave you a task: Follow Up, Otis Redding";
    private static final AtomicLong IDS = new AtomicLong(500);

    @Inject
    Staff staff;

    private final long task = IDS.incrementAndGet();
    private Upstream contacts;
    private Member manager;
    private Member nina;

    @BeforeEach
    void hire() {
        manager = hireReader(Staff.newCompany(), "Mia Manager");
        nina = hireReader(manager.companyId(), "Nina Host");
        contacts = new Upstream(manager.companyId());
        Readiness.await();
    }

    @AfterEach
    void close() {
        contacts.close();
    }

    @Test
    void whoIsGivenANewTaskIsTold() {
        publish(task, Action.CREATE, data(nina), manager);

        Told.await(nina, GIVEN);
        assertEquals(List.of("New task"), Told.titles(nina));
        Told.assertNothing(manager);
    }

    @Test
    void whoIsGivenATaskLaterIsTold() {
        publish(task, Action.CREATE, data(manager), manager);
        publish(task, Action.UPDATE, data(manager).put("category", "Call"), manager);

        publish(task, Action.UPDATE, data(nina).put("category", "Call"), manager);

        Told.await(nina, "Mia Manager gave you a task: Call, Otis Redding");
        Told.assertNothing(manager);
    }

    @Test
    void whoTakesATaskHimselfIsNotTold() {
        publish(task, Action.CREATE, data(nina), nina);
        awaitAllApplied();

        Told.assertNothing(nina);
    }

    @Test
    void whatBecomesOfHisTaskIsNotToldAgain() {
        publish(task, Action.CREATE, data(nina), manager);
        publish(task, Action.UPDATE, data(nina).put("state", "complete"), manager);
        publish(task, Action.CREATE, data(nina), manager);
        publish(task, Action.DESTROY, null, manager);
        awaitAllApplied();

        Told.await(nina, GIVEN);
    }

    @Test
    void whatARestoredServiceNamesAgainIsToldToNobody() {
        publish(task, Action.CREATE, data(manager), manager);
        contacts.restore();
        publish(task, Action.UPDATE, data(nina), null);
        publish(IDS.incrementAndGet(), Action.UPDATE, data(nina), null);
        awaitAllApplied();

        Told.assertNothing(nina);
    }

    @Test
    void whoMayNotReadItIsNotToldOfIt() {
        var blind = staff.hire(manager.companyId(), "Ben Blind").done();
        publish(task, Action.CREATE, data(blind), manager);
        awaitAllApplied();

        Told.assertNothing(blind);
    }

    private Member hireReader(long companyId, String name) {
        return staff.hire(companyId, name).may(OWN, "Task", "read").done();
    }

    /** When one more is told, what came before him has been applied. */
    private void awaitAllApplied() {
        var last = hireReader(manager.companyId(), "Luis Last");
        publish(IDS.incrementAndGet(), Action.CREATE, data(last), manager);
        Told.await(last, GIVEN);
    }

    private void publish(long id, Action action, JsonObject data, Member actor) {
        var owner = data == null ? nina.userId() : data.getLong("owner_id");
        contacts.publish(
                "contacts.changes",
                action,
                "Task",
                id,
                data,
                "company,user:" + manager.userId() + ",user:" + owner,
                actor == null ? null : actor.userId());
    }

    private JsonObject data(Member owner) {
        return new JsonObject()
                .put("id", task)
                .put("contact_id", 3)
                .put("contact_name", "Otis Redding")
                .put("category", "Follow Up")
                .put("state", "incomplete")
                .put("user_id", manager.userId())
                .put("owner_id", owner.userId());
    }
}
