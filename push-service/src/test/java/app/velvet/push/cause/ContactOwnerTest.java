package app.velvet.push.cause;

import static app.velvet.push.Staff.EVERYTHING;
import static app.velvet.push.Staff.OWN;
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
class ContactOwnerTest {

    private static final AtomicLong IDS = new AtomicLong(500);

    Apple apple;

    @Inject
    Staff staff;

    @Inject
    Database database;

    private final long contact = IDS.incrementAndGet();
    private Upstream contacts;
    private Member manager;
    private Member nina;

    @BeforeEach
    void hire() {
        manager = staff.hire(Staff.newCompany(), "Mia Manager").done();
        nina = staff.hire(manager.companyId(), "Nina Host")
                .may(OWN, "Contact", "read")
                .done();
        contacts = new Upstream(manager.companyId());
        Readiness.await();
        name("Otis Redding");
    }

    @AfterEach
    void close() {
        contacts.close();
    }

    @Test
    void newOwnerIsToldAndHisPhoneKnows() {
        var iphone = Phones.iphoneOf(nina);

        give(nina, 7, manager);

        Told.await(nina, "Mia Manager gave you Otis Redding");
        assertEquals(List.of("New contact"), Told.titles(nina));
        await().until(() -> apple.received(iphone).size() == 1);
        assertEquals(
                "Mia Manager gave you Otis Redding",
                apple.received(iphone).get(0).message());
    }

    @Test
    void whoTakesAContactHimselfIsNotTold() {
        give(nina, 7, nina);
        awaitAllApplied();

        assertNotTold(nina);
    }

    @Test
    void whoOwnsTheContactAlreadyIsNotToldAgain() {
        give(nina, 7, manager);
        Told.await(nina, "Mia Manager gave you Otis Redding");

        give(nina, 8, manager);
        awaitAllApplied();

        assertEquals(List.of("Mia Manager gave you Otis Redding"), Told.messages(nina));
    }

    @Test
    void ownerWhoIsReplacedByAnotherInOnePlaceIsFollowedByTheOther() {
        long owner = give(colleague(), 7, manager);

        publish(owner, Action.UPDATE, nina, 7, manager);

        Told.await(nina, "Mia Manager gave you Otis Redding");
    }

    @Test
    void whatARestoredServiceNamesAgainIsToldToNobody() {
        publish(IDS.incrementAndGet(), Action.UPDATE, nina, 7, null);
        awaitAllApplied();

        assertNotTold(nina);
    }

    @Test
    void whoMayNotReadTheContactIsNotToldOfIt() {
        var blind = staff.hire(manager.companyId(), "Ben Blind").done();
        give(blind, 7, manager);
        awaitAllApplied();

        assertNotTold(blind);
    }

    @Test
    void contactIsCalledByItsNewName() {
        name("Otis R.");

        give(nina, 7, null);

        Told.await(nina, "You now look after Otis R.");
    }

    @Test
    void ownershipThatEndedAndBeginsAgainIsToldAgain() {
        long owner = give(nina, 7, manager);
        publish(owner, Action.DESTROY, nina, 7, manager);

        give(nina, 7, manager);

        Told.await(nina, "Mia Manager gave you Otis Redding", "Mia Manager gave you Otis Redding");
    }

    private Member colleague() {
        return staff.hire(manager.companyId(), "Sue Colleague")
                .may(EVERYTHING, "Contact", "read")
                .done();
    }

    /** When one more is told, what came before him has been applied. */
    private void awaitAllApplied() {
        var last = colleague();
        give(last, 7, manager);
        Told.await(last, "Mia Manager gave you Otis Redding");
    }

    private long give(Member owner, long venueId, Member actor) {
        long id = IDS.incrementAndGet();
        publish(id, Action.CREATE, owner, venueId, actor);
        return id;
    }

    private void publish(long id, Action action, Member owner, long venueId, Member actor) {
        var data = new JsonObject()
                .put("id", id)
                .put("contact_id", contact)
                .put("user_id", owner.userId())
                .put("venue_id", venueId);
        contacts.publish(
                "contacts.changes",
                action,
                "ContactOwner",
                id,
                action == Action.DESTROY ? null : data,
                "company,user:" + owner.userId() + ",venue:" + venueId,
                actor == null ? null : actor.userId());
    }

    private void name(String name) {
        contacts.publish(
                "contacts.changes",
                Action.UPDATE,
                "Contact",
                contact,
                new JsonObject().put("id", contact).put("name", name).put("email", "otis@guest.example"),
                "company",
                null);
    }

    private void assertNotTold(Member member) {
        assertEquals(
                List.of(),
                database.query(
                        "select message from notification where company_id = ? and user_id = ?",
                        member.companyId(),
                        member.userId()));
    }
}
