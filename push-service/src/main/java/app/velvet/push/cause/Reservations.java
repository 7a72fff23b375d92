package app.velvet.push.cause;

import app.velvet.api.permission.Right;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.Announcer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Tables are booked and bookings change, and those who look after the guests are told. */
@ApplicationScoped
class Reservations {

    static final String CLASS_NAME = "Reservation";
    static final String TABLE = "reservation";

    private final Announcer announcer;

    Reservations(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * Nobody is told of an update of something that is not known here, nor of one that nobody made: then a restored service
     * names again what it has.
     *
     * @param tells whether anybody is told
     */
    void apply(Connection transaction, ChangeRecord change, boolean tells) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var data = ChangeData.of(change);
        var known = KnownReservation.find(transaction, change);
        var now = KnownReservation.of(data.json());
        if (known.equals(Optional.of(now))) {
            return;
        }
        now.store(transaction, change);
        if (tells && known.isPresent() && change.actorId() != null) {
            tellChanged(transaction, change, data, new ReservationChange(known.get(), now));
        } else if (tells && known.isEmpty() && change.action() == Action.CREATE) {
            tellCreated(transaction, change, data);
        }
    }

    private void tellCreated(Connection transaction, ChangeRecord change, ChangeData data) throws SQLException {
        var booking = Booking.of(data.json());
        var sentence = Readers.actor(transaction, change) + " booked " + booking.guest();
        tell(transaction, change, data, "New reservation", booking.told(sentence));
    }

    private void tellChanged(Connection transaction, ChangeRecord change, ChangeData data, ReservationChange difference)
            throws SQLException {
        var booking = Booking.of(data.json());
        var sentence = Readers.actor(transaction, change) + " changed the reservation of " + booking.guest();
        tell(
                transaction,
                change,
                data,
                "Reservation changed",
                booking.told(sentence) + ". " + difference.inWords(transaction, change, data.json()));
    }

    private void tell(Connection transaction, ChangeRecord change, ChangeData data, String title, String message)
            throws SQLException {
        announcer.announce(
                transaction,
                Announcement.of(change, title, message),
                Readers.among(
                        transaction,
                        change,
                        Right.READ_RESERVATIONS,
                        data.number("originator_id"),
                        data.number("host_id"),
                        data.number("waitress_id")));
    }
}
