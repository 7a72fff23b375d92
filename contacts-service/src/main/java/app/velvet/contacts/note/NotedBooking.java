package app.velvet.contacts.note;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.booking.Booking;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** A reservation or a guestlist. It is venues-service that tells of their notes. */
record NotedBooking(Booking booking) implements NotedThing {

    @Override
    public Set<Audience> audience() {
        return booking.audience();
    }

    @Override
    public String eventName() {
        return booking.eventName();
    }

    @Override
    public Uni<List<ChangeEvent>> notesChanged(Long actorId) {
        return Uni.createFrom().item(List.of());
    }
}
