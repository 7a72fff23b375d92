package app.velvet.venues.reservation;

import app.velvet.venues.booking.WantedNotes.Wanted;
import app.velvet.venues.booking.WantedNotes.Wish;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reservations as the caller sees them.
 *
 * @param wanted of contacts-service, because of them; nothing if this was done before
 */
record Booked(List<ReservationView> reservations, List<Wanted> wanted) {

    /** What a request says about each of these reservations, which are read in the same order. */
    static List<Wish> wishes(ReservationPatch patch, List<Reservation> reservations, List<WholeReservation> whole) {
        return IntStream.range(0, whole.size())
                .mapToObj(i -> new Wish(
                        whole.get(i).noted(reservations.get(i)),
                        patch.notes(),
                        patch.qualification().over(null)))
                .toList();
    }
}
