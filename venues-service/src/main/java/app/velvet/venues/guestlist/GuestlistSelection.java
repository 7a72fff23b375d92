package app.velvet.venues.guestlist;

import app.velvet.venues.booking.BookingSelection;
import app.velvet.venues.booking.BookingSelection.Time;
import java.time.Instant;

/** The guestlists that a reader may see and asks for. */
final class GuestlistSelection {

    private static final String OWN = "r.user_id = :userId";

    private GuestlistSelection() {}

    static BookingSelection of(GuestlistAccess access, GuestlistCriteria criteria, Time time, Instant now) {
        var selection = within(access)
                .ofEvent(criteria.eventId())
                .ofContacts(criteria.contactIds())
                .atVenue(criteria.venueId())
                .during(time, now);
        return criteria.areNamed()
                ? selection
                : selection.wantedBy(access.caller().userId());
    }

    /** The one with this id, if he may see it. */
    static BookingSelection one(GuestlistAccess access, long id) {
        return within(access).withId(id);
    }

    private static BookingSelection within(GuestlistAccess access) {
        return BookingSelection.of(access.companyId())
                .within(access.reading(), access.caller().userId(), OWN);
    }
}
