package app.velvet.venues.reservation;

import app.velvet.venues.booking.BookingSelection;
import app.velvet.venues.booking.BookingSelection.Time;
import java.time.Instant;

/** The reservations that a reader may see and asks for. */
final class ReservationSelection {

    private static final String OWN = ":userId in (r.originator_id, r.host_id, r.waitress_id)";

    private ReservationSelection() {}

    static BookingSelection of(ReservationAccess access, ReservationCriteria criteria, Time time, Instant now) {
        var selection = within(access)
                .ofEvent(criteria.eventId())
                .where("r.section_id = :sectionId", "sectionId", criteria.sectionId())
                .ofContacts(criteria.contactIds())
                .atVenue(criteria.venueId())
                .where("e.date >= :dateStart", "dateStart", criteria.dateStart())
                .where("e.date <= :dateEnd", "dateEnd", criteria.dateEnd())
                .where("r.updated_at >= :updatedSince", "updatedSince", criteria.updatedSince())
                .during(time, now);
        return criteria.areNamed()
                ? selection
                : selection.wantedBy(access.caller().userId());
    }

    /** The one with this id, if he may see it. */
    static BookingSelection one(ReservationAccess access, long id) {
        return within(access).withId(id);
    }

    private static BookingSelection within(ReservationAccess access) {
        return BookingSelection.of(access.companyId())
                .within(access.reading(), access.caller().userId(), OWN);
    }
}
