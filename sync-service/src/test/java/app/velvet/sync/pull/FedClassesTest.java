package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.note;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.sync.Changes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The form of each class in the feed. */
class FedClassesTest extends LastChangesFixture {

    @Test
    void contactComesWithoutQualificationsAndOwners() {
        var phone = phoneOf(EVERYTHING);
        feed.project(contact(5, "Ann", COMPANY_WIDE));

        var data = phone.pullSince(START).data("Contact", 5);

        assertFalse(data.has("contact_qualifications"));
        assertFalse(data.has("contact_owners"));
        assertEquals("""
                {"id":5,"first_name":"Ann","name":"Ann","email":"Ann@example.com","phone":"(123)456-7890",\
                "address":null,"zip":null,"business_phone":null,"business_email":null,"total_spent":10.50,\
                "notes":[],"tags":[]}""", data.toString().replace("10.5,", "10.50,"));
    }

    @Test
    void classesThatAreNotFedStayOut() {
        var phone = phoneOf(EVERYTHING);
        feed.project(Changes.change(
                "contacts.changes", COMPANY, "ContactOwner", 1, Action.CREATE, "{\"id\":1}", COMPANY_WIDE));

        assertEquals(List.of(), phone.pullSince(START).actions());
    }

    @Test
    void tagCategoryAndQualificationComeInTheirForms() {
        var phone = phoneOf(EVERYTHING);
        feed.project(
                Changes.change(
                        "contacts.changes",
                        COMPANY,
                        "TagCategory",
                        3,
                        Action.CREATE,
                        "{\"id\":3,\"name\":\"Taste\",\"company_id\":7,\"ancestry\":\"2\",\"parent_id\":2,"
                                + "\"tags\":[{\"id\":1,\"name\":\"vip\"}],\"created_at\":\"2040-01-01T00:00:00Z\"}",
                        COMPANY_WIDE),
                Changes.change(
                        "contacts.changes",
                        COMPANY,
                        "ContactQualification",
                        4,
                        Action.CREATE,
                        "{\"id\":4,\"contact_id\":5,\"venue_id\":1,\"status\":\"qualified\",\"more\":1}",
                        VENUE_1));

        var answer = phone.pullSince(START);

        assertEquals(
                "{\"id\":3,\"name\":\"Taste\",\"company_id\":7,\"ancestry\":\"2\",\"parent_id\":2,"
                        + "\"tags\":[{\"id\":1,\"name\":\"vip\"}]}",
                answer.data("TagCategory", 3).toString());
        assertEquals(
                "{\"id\":4,\"contact_id\":5,\"venue_id\":1,\"status\":\"qualified\"}",
                answer.data("ContactQualification", 4).toString());
    }

    @Test
    void notesLieUnderWhatTheyAreAboutAndTellTheReadersRights() {
        feed.project(user(USER, "{\"Contact\": {\"read\": [{}]}, \"Task\": {\"manage\": [{}]}}"));
        feed.project(user(2, "{\"Reservation\": {\"read\": [{}]}}"));
        var phone = new Phone(feed, COMPANY, USER).loaded();
        var other = new Phone(feed, COMPANY, 2).loaded();
        feed.project(
                note(1, 9, "\"contact_id\":5", COMPANY_WIDE),
                note(2, USER, "\"contact_id\":5", COMPANY_WIDE),
                note(3, 9, "\"task_id\":5", COMPANY_WIDE),
                note(4, 9, "\"contact_id\":null,\"reservation_id\":5", COMPANY_WIDE));

        var answer = phone.pullSince(START);

        assertEquals(List.of("create Note 1", "create Note 2", "create Note 3"), answer.actions());
        assertEquals(
                "{\"id\":1,\"text\":\"n\",\"user_id\":9,\"contact_id\":5,\"can_be_edited\":false,\"can_be_deleted\":false}",
                answer.data("Note", 1).toString());
        assertTrue(answer.data("Note", 2).get("can_be_edited").booleanValue());
        assertTrue(answer.data("Note", 3).get("can_be_deleted").booleanValue());
        assertEquals(List.of("create Note 4"), other.pullSince(START).actions());
    }

    @Test
    void privateThingsReachTheirUserOnly() {
        feed.project(user(2, EVERYTHING));
        var phone = phoneOf(EVERYTHING);
        var other = new Phone(feed, COMPANY, 2).loaded();
        feed.project(Changes.change(
                "push.changes", COMPANY, "Notification", 1, Action.CREATE, "{\"id\":1}", Audience.user(USER)));

        assertEquals(List.of("create Notification 1"), phone.pullSince(START).actions());
        assertEquals(List.of(), other.pullSince(START).actions());
    }
}
