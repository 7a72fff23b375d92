package app.velvet.venues.reservation;

import app.velvet.events.Action;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.venues.booking.FollowingBookings;
import app.velvet.venues.booking.FollowingBookings.Condition;
import app.velvet.venues.contact.EmbeddedContacts;
import app.velvet.venues.derived.Dependants;
import app.velvet.venues.derived.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Reservations follow whatever they embed. */
@ApplicationScoped
class FollowingReservations implements Dependants {

    private static final String OF_CONTACT = "r.contact_id = ?";
    private static final String OF_TAGGED = """
            r.contact_id in (select c.id from contact c where c.company_id = r.company_id and c.tag_ids @> array[?::bigint])
            """;

    /** Which embed an origin of a class. */
    private static final Map<String, String> CONDITIONS = Map.of(
            EmbeddedContacts.CONTACT,
            OF_CONTACT,
            EmbeddedContacts.TAG,
            OF_TAGGED,
            ReservationsOfEvent.EVENT,
            "r.event_id = ?",
            ReservationChanges.RESERVATION,
            "r.id = ?");

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
