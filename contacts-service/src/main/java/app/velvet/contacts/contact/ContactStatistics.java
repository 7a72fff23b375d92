package app.velvet.contacts.contact;

import java.time.Instant;
import java.util.List;

/**
 * What the venues know of a contact's visits. Money is in the company's currency.
 *
 * @param lastReservation date of the event of the latest reservation
 * @param lastVisit the latest event that the contact came to
 * @param lastUpdate the latest log about the contact
 */
record ContactStatistics(
        double totalSpent,
        double averageSpent,
        double highestSpent,
        double totalComp,
        int reservationsCount,
        int campaignsCount,
        int guestlistsCount,
        int noShows,
        int cancellations,
        Instant lastReservation,
        Instant lastVisit,
        Instant lastUpdate,
        List<Long> visitedVenueIds) {

    /** Of a contact that has never booked. */
    static final ContactStatistics NONE = new ContactStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null, List.of());
}
