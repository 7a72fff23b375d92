package app.velvet.contacts.contact;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the venues know of a contact's visits. Money is in the company's currency and counts from the close-out on.
 *
 * @param averageSpent per closed-out reservation
 * @param lastReservation date of the event of the latest reservation
 * @param lastVisit date of the latest event that the contact came to
 * @param lastUpdate the latest log about the contact
 * @param visitedVenueIds where the contact came to an event, in ascending order
 */
@Embeddable
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
        LocalDate lastReservation,
        LocalDate lastVisit,
        Instant lastUpdate,
        List<Long> visitedVenueIds) {

    ContactStatistics withLastUpdate(Instant latest) {
        return new ContactStatistics(
                totalSpent,
                averageSpent,
                highestSpent,
                totalComp,
                reservationsCount,
                campaignsCount,
                guestlistsCount,
                noShows,
                cancellations,
                lastReservation,
                lastVisit,
                latest,
                visitedVenueIds);
    }

    /** Of a contact that has never booked. */
    static final ContactStatistics NONE = new ContactStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null, List.of());
}
