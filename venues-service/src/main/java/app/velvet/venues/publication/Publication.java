package app.velvet.venues.publication;

import app.velvet.events.relay.PublishedClasses;
import app.velvet.events.relay.StateSource;
import app.velvet.venues.event.PublishedEvents;
import app.velvet.venues.guestlist.PublishedGuestlists;
import app.velvet.venues.guestlisttype.PublishedTypes;
import app.velvet.venues.hold.PublishedHolds;
import app.velvet.venues.receipt.PublishedReceipts;
import app.velvet.venues.reservation.PublishedReservations;
import app.velvet.venues.share.PublishedShares;
import app.velvet.venues.shiftnote.PublishedShiftNotes;
import app.velvet.venues.tally.PublishedTallies;
import app.velvet.venues.venue.PublishedVenues;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All that venues-service publishes. */
class Publication {

    @Produces
    @Singleton
    StateSource state(
            PublishedVenues venues,
            PublishedTypes guestlistTypes,
            PublishedGuestlists guestlists,
            PublishedEvents events,
            PublishedHolds holds,
            PublishedTallies tallies,
            PublishedShiftNotes shiftNotes,
            PublishedReceipts receipts,
            PublishedShares shares,
            PublishedReservations reservations) {
        return new PublishedClasses(Stream.of(
                        venues.classes(),
                        guestlistTypes.classes(),
                        guestlists.classes(),
                        events.classes(),
                        holds.classes(),
                        tallies.classes(),
                        shiftNotes.classes(),
                        receipts.classes(),
                        shares.classes(),
                        reservations.classes())
                .flatMap(List::stream)
                .toList());
    }
}
