package app.velvet.venues.reservation;

import app.velvet.api.error.RefusedException;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.derived.DerivedChanges;
import app.velvet.venues.derived.Origin;
import app.velvet.venues.event.EventError;
import app.velvet.venues.event.PartOfEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reservations tell of their event, and keep it while guests rely on it. */
@ApplicationScoped
class ReservationsOfEvent implements PartOfEvent {

    private final ReservationRepository reservations;
    private final DerivedChanges derived;

    ReservationsOfEvent(ReservationRepository reservations, DerivedChanges derived) {
        this.reservations = reservations;
        this.derived = derived;
    }

    @Override
    public Uni<Void> requireDispensable(long companyId, long eventId) {
        return reservations
                .areRelyingOn(companyId, eventId)
                .invoke(relied -> {
                    if (relied) {
                        throw new RefusedException(EventError.BOOKED);
                    }
                })
                .replaceWithVoid();
    }

    /** In chunks, after the commit: an event can have many. */
    @Override
    public Uni<List<ChangeEvent>> follow(long companyId, long eventId, long actorId) {
        return derived.request(new Origin(companyId, EVENT, eventId)).replaceWith(List.of());
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId) {
        return reservations
                .ofEventForUpdate(companyId, eventId)
                .call(all -> reservations.removeAll(companyId, all))
                .map(gone -> gone.stream()
                        .map(one -> ReservationChanges.destroyed(one, actorId))
                        .toList());
    }
}
