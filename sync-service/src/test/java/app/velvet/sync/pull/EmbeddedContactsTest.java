package app.velvet.sync.pull;

import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.reservation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees the contact info in a reservation is who sees the contact in full, wherever the reservation is. */
class EmbeddedContactsTest extends LastChangesFixture {

    private static final String HOST_OF_VENUE_1 = """
            {"Reservation": {"read": [{}]}, "Contact": {"read": [{}], "view_full": [{"selected_venues": [1]}]}}""";

    private static String email(Phone.Answer answer, long reservation) {
        return answer.data("Reservation", reservation)
                .get("contact_info")
                .get("email")
                .textValue();
    }

    @Test
    void contactInfoIsFullForWhoSeesTheContactInFull() {
        var phone = phoneOf(HOST_OF_VENUE_1);
        feed.project(contact(5, "Ann", VENUE_1), contact(6, "Bob", VENUE_2));
        feed.project(reservation(1, 5, VENUE_2), reservation(2, 6, VENUE_1), reservation(3, 7, VENUE_1));

        var answer = phone.pullSince(START);

        assertEquals("ann@example.com", email(answer, 1));
        assertEquals(null, email(answer, 2));
        assertEquals(null, email(answer, 3), "of a contact of whom nothing is known");
    }

    @Test
    void contactInfoIsMaskedForWhoMayNotReadTheContact() {
        var phone = phoneOf("""
                {"Reservation": {"read": [{}]},
                 "Contact": {"read": [{"selected_venues": [1]}], "view_full": [{}]}}""");
        feed.project(contact(5, "Ann", VENUE_1), contact(6, "Bob", VENUE_2));
        feed.project(reservation(1, 5, VENUE_2), reservation(2, 6, VENUE_1));

        var answer = phone.pullSince(START);

        assertEquals("ann@example.com", email(answer, 1));
        assertEquals(null, email(answer, 2), "of a contact whom he may not read");
        assertEquals("ann@example.com", email(phone.snapshot(), 1));
        assertEquals(null, email(phone.snapshot(), 2));
    }

    @Test
    void aContactThatComesLaterBringsTheReservationAgain() {
        var phone = phoneOf(HOST_OF_VENUE_1);
        feed.project(reservation(1, 5, VENUE_2));
        var before = phone.pullSince(START);
        feed.project(contact(5, "Ann", VENUE_1));

        var after = phone.pullAfter(before.cursor());

        assertEquals(null, email(before, 1));
        assertEquals(List.of("create Contact 5", "update Reservation 1"), after.actions());
        assertEquals("ann@example.com", email(after, 1));
    }

    @Test
    void whoLosesSightOfTheContactGetsItMasked() {
        var phone = phoneOf(HOST_OF_VENUE_1);
        feed.project(contact(5, "Ann", VENUE_1), contact(6, "Bob", VENUE_1));
        feed.project(reservation(1, 5, VENUE_2), reservation(2, 6, VENUE_2));
        var before = phone.pullSince(START);
        feed.project(contact(5, "Ann", VENUE_2));
        feed.project(destroy("Contact", 6));

        var after = phone.pullAfter(before.cursor());

        assertEquals("ann@example.com", email(before, 1));
        assertEquals(null, email(after, 1));
        assertEquals(null, email(after, 2));
    }

    /** He may have loaded the reservation from its service in between, which was ahead of the feed. */
    @Test
    void aContactWhoWasElsewhereInBetweenBringsTheReservationAgain() {
        var phone = phoneOf(HOST_OF_VENUE_1);
        feed.project(contact(5, "Ann", VENUE_1), contact(6, "Bob", VENUE_2));
        feed.project(reservation(1, 5, VENUE_2), reservation(2, 6, VENUE_2));
        var before = phone.pullSince(START);
        feed.project(
                contact(5, "Ann", VENUE_2),
                contact(5, "Ann", VENUE_1),
                contact(6, "Bob", VENUE_1, VENUE_2),
                contact(6, "Bob", VENUE_2),
                contact(6, "Bobby", VENUE_2));

        var after = phone.pullAfter(before.cursor());

        assertEquals(
                List.of("update Contact 5", "update Contact 6", "update Reservation 1", "update Reservation 2"),
                after.actions());
        assertEquals("ann@example.com", email(after, 1));
        assertEquals(null, email(after, 2));
    }

    @Test
    void aContactWhoseAudienceStaysLeavesReservationsAlone() {
        var phone = phoneOf(HOST_OF_VENUE_1);
        feed.project(contact(5, "Ann", VENUE_1));
        feed.project(reservation(1, 5, VENUE_2));
        var before = phone.pullSince(START);
        feed.project(contact(5, "Annie", VENUE_1), contact(5, "Anna", VENUE_1));

        assertEquals(
                List.of("update Contact 5"), phone.pullAfter(before.cursor()).actions());
    }
}
