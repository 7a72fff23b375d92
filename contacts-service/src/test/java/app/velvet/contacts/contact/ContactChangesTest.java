package app.velvet.contacts.contact;

import static app.velvet.contacts.contact.Contacts.named;
import static app.velvet.contacts.contact.Contacts.owner;
import static app.velvet.contacts.contact.Contacts.owners;
import static app.velvet.contacts.contact.Contacts.qualification;
import static app.velvet.contacts.contact.Contacts.qualifications;
import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.testing.Published.summary;
import static app.velvet.testing.TopicProbe.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactChangesTest {

    @Inject
    Staff staff;

    private Member manager;
    private Member hugo;
    private Contacts contacts;
    private Published published;

    @BeforeEach
    void openTopic() {
        manager = staff.managerOfNewCompany();
        hugo = staff.hire(manager.companyId(), "Hugo Host").atHome(2).done();
        contacts = Contacts.of(manager);
        published = Published.on("contacts.changes", manager.companyId());
    }

    @AfterEach
    void closeTopic() {
        published.close();
    }

    private long createNina() {
        return contacts.create(
                named("Nina", "nina@guest.example").put("contact_owners", owners(owner(hugo, 2))),
                qualifications(qualification(7, "qualified")));
    }

    private String user(Member member) {
        return "user:" + member.userId();
    }

    @Test
    void newContactIsPublishedWithItsOwnersAndQualifications() {
        long id = createNina();

        var changes = published.await(3);
        var contact = contacts.get(id);
        long ownerId = contact.getLong("contact_owners[0].id");
        long qualificationId = contact.getLong("contact_qualifications[0].id");
        assertEquals(
                List.of(
                        "create Contact/" + id,
                        "create ContactOwner/" + ownerId,
                        "create ContactQualification/" + qualificationId),
                changes.stream().map(Published::summary).toList());
        assertEquals(new JsonObject(contact.prettify()), data(changes.get(0)));
        assertEquals(
                new JsonObject()
                        .put("id", ownerId)
                        .put("contact_id", id)
                        .put("user_id", hugo.userId())
                        .put("venue_id", 2L),
                data(changes.get(1)));
        assertEquals(
                new JsonObject()
                        .put("id", qualificationId)
                        .put("contact_id", id)
                        .put("venue_id", 7L)
                        .put("status", "qualified"),
                data(changes.get(2)));
        assertEquals(Set.of("company", "venue:2", "venue:7", user(hugo)), audience(changes.get(0)));
        assertEquals(Set.of("company", "venue:2", "venue:7", user(hugo)), audience(changes.get(1)));
        assertEquals(Set.of("company", "venue:7", user(hugo)), audience(changes.get(2)));
    }

    @Test
    void envelopeIsTheContracts() {
        long id = contacts.create("Nina Simone");

        var change = published.await(1).get(0);

        assertEquals(manager.companyId() % 64, change.partition());
        assertEquals(manager.companyId() + "/Contact/" + id, change.key());
        assertEquals(
                Set.of("action", "id", "class_name", "data"),
                Published.value(change).fieldNames());
        assertEquals("Contact", Published.value(change).getString("class_name"));
        assertEquals(id, Published.value(change).getLong("id"));
        assertEquals("1.0", header(change, "ce_specversion"));
        assertEquals("/contacts-service", header(change, "ce_source"));
        assertEquals("velvet.contact.created", header(change, "ce_type"));
        assertEquals("Contact/" + id, header(change, "ce_subject"));
        assertEquals(Long.toString(manager.companyId()), header(change, "ce_companyid"));
        assertEquals(Long.toString(manager.userId()), header(change, "ce_actorid"));
        assertEquals("1", header(change, "ce_sessionid"));
        assertEquals("1", header(change, "ce_sequence"));
    }

    @Test
    void updateIsPublishedOnceAndOnlyIfItChangesSomething() {
        long id = contacts.create("Nina Simone");
        contacts.updating(id, new JsonObject().put("city", "Tryon")).statusCode(200);
        contacts.updating(id, new JsonObject().put("city", "Tryon")).statusCode(200);
        contacts.updating(id, new JsonObject().put("city", "Paris")).statusCode(200);

        var changes = published.await(4);

        assertEquals(
                List.of("update Contact/" + id, "update Contact/" + id),
                changes.subList(2, 4).stream().map(Published::summary).toList());
        assertEquals("Paris", data(changes.get(3)).getString("city"));
        assertEquals("4", header(changes.get(3), "ce_sequence"));
    }

    @Test
    void otherOwnersChangeTheAudienceOfAllThatHangsOnTheContact() {
        long id = createNina();
        long qualificationId = contacts.get(id).getLong("contact_qualifications[0].id");
        long oldOwnerId = contacts.get(id).getLong("contact_owners[0].id");

        contacts.updating(id, new JsonObject().put("contact_owners", owners(owner(manager, 5))))
                .statusCode(200);

        var changes = published.await(7).subList(3, 7);
        long newOwnerId = contacts.get(id).getLong("contact_owners[0].id");
        assertEquals(
                List.of(
                        "update Contact/" + id,
                        "create ContactOwner/" + newOwnerId,
                        "update ContactQualification/" + qualificationId,
                        "destroy ContactOwner/" + oldOwnerId),
                changes.stream().map(Published::summary).toList());
        assertEquals(Set.of("company", "venue:5", "venue:7", user(manager)), audience(changes.get(0)));
        assertEquals(Set.of("company", "venue:7", user(manager)), audience(changes.get(2)));
        assertEquals(Set.of("company", "venue:2", "venue:7", user(hugo)), audience(changes.get(3)));
    }

    @Test
    void destroyCarriesTheLastAudience() {
        long id = createNina();
        var contact = contacts.get(id);
        contacts.deleting(id).statusCode(200);

        var changes = published.await(6).subList(3, 6);

        assertEquals(
                List.of(
                        "destroy ContactQualification/" + contact.getLong("contact_qualifications[0].id"),
                        "destroy ContactOwner/" + contact.getLong("contact_owners[0].id"),
                        "destroy Contact/" + id),
                changes.stream().map(Published::summary).toList());
        assertEquals(Set.of("company", "venue:2", "venue:7", user(hugo)), audience(changes.get(2)));
        assertNull(data(changes.get(2)));
    }

    @Test
    void refusedRequestPublishesNothing() {
        contacts.create(named("Nina", "nina@guest.example"));
        contacts.creating(named("Eve", "nina@guest.example")).statusCode(409);
        contacts.creating(named("Eve", "eve@guest.example").put("tag_ids", JsonArray.of(987_654_321)))
                .statusCode(400);
        long last = contacts.create(named("Otis", "otis@guest.example"));

        assertEquals("create Contact/" + last, summary(published.await(4).get(2)));
    }
}
