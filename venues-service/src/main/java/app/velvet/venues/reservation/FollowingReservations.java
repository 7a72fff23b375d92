package app.velvet.venues.reservation;

import app.velvet.events.Action;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.venues.booking.FollowingBookings;
import app.velvet.venues.booking.FollowingBookings.Condition;
import app.velvet.venues.contact.EmbeddedContacts;
import app.velvet.venues.derived.Dependants;
import app.velvet.venues.derived.Origin;
import app.velvet.venues.event.PartOfEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Reservations follow whatever they embed. */
@ApplicationScoped
class FollowingReservations implements Dependants {

    /** Which embed an origin of a class. */
    private static final Map<String, String> CONDITIONS = Map.of(
            EmbeddedContacts.CONTACT,
            FollowingBookings.OF_CONTACT,
            EmbeddedContacts.TAG,
            FollowingBookings.OF_TAGGED,
            PartOfEvent.EVENT,
            FollowingBookings.OF_EVENT,
            ReservationChanges.RESERVATION,
            FollowingBookings.ITSELF);

    private final FollowingBookings<WholeReservation> reservations;

    FollowingReservations(WholeReservations wholeReservations, JdbcOutbox outbox) {
        reservations = new FollowingBookings<>(
                "reservation",
                wholeReservations.json(),
                reservation -> ReservationChanges.of(Action.UPDATE, reservation, null),
                outbox);
    }

    @Override
    public String className() {
        return ReservationChanges.RESERVATION;
    }

    @Override
    public boolean follow(String originClass) {
        return CONDITIONS.containsKey(originClass);
    }

    @Override
    public Optional<Long> bringUpToDate(Connection transaction, Origin origin, long afterId, int limit)
            throws SQLException {
        var condition = new Condition(CONDITIONS.get(origin.className()), origin.id());
        return reservations.bringUpToDate(transaction, origin.companyId(), condition, afterId, limit);
    }
}
