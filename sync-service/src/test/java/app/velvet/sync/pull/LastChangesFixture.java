package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Audience;
import app.velvet.sync.TestSettings;
import app.velvet.sync.feed.TestFeed;
import java.time.Instant;
import java.util.List;

/** What the tests of {@code GET /last_changes} share. The feed's clock stands in the year 2040 and moves with each change only. */
abstract class LastChangesFixture {

    static final long USER = 1;
    static final Audience COMPANY_WIDE = Audience.company();
    static final Audience VENUE_1 = Audience.venue(1);
    static final Audience VENUE_2 = Audience.venue(2);
    static final String EVERYTHING = """
            {"Contact": {"read": [{}], "view_full": [{}]}, "ContactQualification": {"read": [{}]}, "Task": {"read": [{}]},
             "Reservation": {"read": [{}]}, "Guestlist": {"read": [{}]}, "Event": {"read": [{}]}}""";
    static final String VENUES_1_AND_2 = """
            {"Contact": {"read": [{"selected_venues": [1, 2]}], "view_full": [{"selected_venues": [1]}]}}""";
    static final Instant START = Instant.parse("2040-01-01T00:00:00Z");

    TestFeed feed = new TestFeed(TestSettings.DEFAULTS);

    {
        feed.setClock(COMPANY, START);
    }

    Phone phoneOf(String permissions) {
        feed.project(user(USER, permissions));
        return new Phone(feed, COMPANY, USER).loaded();
    }

    void atTime(String time) {
        feed.setClock(COMPANY, Instant.parse(time));
    }

    void withSettings(TestSettings settings) {
        feed = new TestFeed(settings);
        feed.setClock(COMPANY, START);
    }

    static void assertReload(String message, Phone.Answer answer) {
        assertEquals(1, answer.status());
        assertEquals(message, answer.message());
        assertEquals(List.of(), answer.log());
        assertEquals("2040-01-01T00:00:00GMT+00:00", answer.timestamp());
    }
}
