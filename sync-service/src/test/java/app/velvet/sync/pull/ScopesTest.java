package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees what, and what of it. */
class ScopesTest extends LastChangesFixture {

    @Test
    void nothingOfAnotherCompanyIsSeen() {
        var phone = phoneOf(EVERYTHING);
        // of the same shard
        feed.project(contact(COMPANY + 64, 5, "Ann", COMPANY_WIDE));

        assertEquals(List.of(), phone.pullSince(START).actions());
    }

    @Test
    void aReaderOfAVenueSeesWhatBelongsToIt() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{\"selected_venues\": [1]}]}}");
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(6, "Bob", COMPANY_WIDE, VENUE_2));

        assertEquals(List.of("create Contact 5"), phone.pullSince(START).actions());
    }

    @Test
    void aReaderOfHisOwnSeesWhatIsHis() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{\"self\": true}]}}");
        feed.project(
                contact(5, "Ann", COMPANY_WIDE, Audience.user(USER)),
                contact(6, "Bob", COMPANY_WIDE, Audience.user(2)));

        assertEquals(List.of("create Contact 5"), phone.pullSince(START).actions());
    }

    @Test
    void aReaderWithoutPermissionSeesWhatIsForEveryone() {
        var phone = phoneOf("{}");
        feed.project(contact(5, "Ann", COMPANY_WIDE), tag(1, "vip"));

        assertEquals(List.of("create Tag 1"), phone.pullSince(START).actions());
    }

    @Test
    void contactInfoIsMaskedWithoutViewFullOnThatContact() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(6, "Bob", COMPANY_WIDE, VENUE_2));

        var answer = phone.pullSince(START);

        assertEquals("Ann@example.com", answer.data("Contact", 5).get("email").textValue());
        assertTrue(answer.data("Contact", 6).get("email").isNull());
        assertTrue(answer.data("Contact", 6).get("phone").isNull());
        assertEquals("Bob", answer.data("Contact", 6).get("name").textValue());
    }

    @Test
    void anEntitySeenByTwoKeysComesOnce() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1, VENUE_2));

        assertEquals(List.of("create Contact 5"), phone.pullSince(START).actions());
    }
}
