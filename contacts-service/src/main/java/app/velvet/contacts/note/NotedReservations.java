package app.velvet.contacts.note;

import app.velvet.contacts.booking.Bookings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The reservations that venues-service has told of. */
@ApplicationScoped
class NotedReservations implements Noted {

    private final Bookings bookings;

    NotedReservations(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public NoteSubject subject() {
        return NoteSubject.RESERVATION;
    }

    @Override
    public Uni<Optional<NotedThing>> find(long companyId, long id) {
        return bookings.reservations(companyId, List.of(id))
                .map(found -> Optional.ofNullable(found.get(id)).map(NotedBooking::new));
    }

    @Override
    public Uni<Optional<NotedThing>> hold(long companyId, long id) {
        return bookings.holdReservation(companyId, id).map(found -> found.map(NotedBooking::new));
    }
}
