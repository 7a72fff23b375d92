package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.push.notification.NotificationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * What venues-service publishes of reservations and guestlists. A consumer of its own beside {@link FollowingVenues}: one
 * that cannot be read keeps nobody from being told of others.
 */
@ApplicationScoped
class FollowingBookings implements ChangeHandler {

    private static final String CONSUMER = "push-service.bookings";

    private final History history;
    private final Reservations reservations;
    private final Guestlists guestlists;

    FollowingBookings(Reservations reservations, Guestlists guestlists, Clock clock, NotificationConfig config) {
        this.reservations = reservations;
        this.guestlists = guestlists;
        this.history = new History(CONSUMER, clock, config.expiry());
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return Set.of("venues.changes");
    }

    @Override
    public boolean stopsCompanies() {
        return false;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var change : changes) {
            switch (change.className()) {
                case Reservations.CLASS_NAME ->
                    reservations.apply(transaction, change, history.isNews(transaction, change));
                case Guestlists.CLASS_NAME ->
                    guestlists.apply(transaction, change, history.isNews(transaction, change));
                default -> {}
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, Reservations.TABLE, Reservations.CLASS_NAME, resynchronisation);
        Copies.sweep(transaction, Guestlists.TABLE, Guestlists.CLASS_NAME, resynchronisation);
    }
}
