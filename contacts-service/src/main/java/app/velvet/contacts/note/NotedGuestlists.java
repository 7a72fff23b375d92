package app.velvet.contacts.note;

import app.velvet.contacts.booking.Bookings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The guestlists that venues-service has told of. */
@ApplicationScoped
class NotedGuestlists implements Noted {

    private final Bookings bookings;

    NotedGuestlists(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public NoteSubject subject() {
        return NoteSubject.GUESTLIST;
    }

    @Override
    public Uni<Optional<NotedThing>> find(long companyId, long id) {
        return bookings.guestlists(companyId, List.of(id))
                .map(found -> Optional.ofNullable(found.get(id)).map(NotedBooking::new));
    }

    @Override
    public Uni<Optional<NotedThing>> hold(long companyId, long id) {
        return bookings.holdGuestlist(companyId, id).map(found -> found.map(NotedBooking::new));
    }
}
