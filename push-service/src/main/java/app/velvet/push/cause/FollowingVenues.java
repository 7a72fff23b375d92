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

/** What venues-service publishes: who works where, and who holds which table. */
@ApplicationScoped
class FollowingVenues implements ChangeHandler {

    private static final String CONSUMER = "push-service.venues";

    private final History history;
    private final TableHolds holds;

    FollowingVenues(TableHolds holds, Clock clock, NotificationConfig config) {
        this.history = new History(CONSUMER, clock, config.expiry());
        this.holds = holds;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return Set.of("venues.changes");
    }

    /** Who works at a venue decides who is told of what happens there: a change left out could tell somebody for good. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var change : changes) {
            switch (change.className()) {
                case UserVenues.CLASS_NAME -> UserVenues.apply(transaction, change);
                case TableHolds.CLASS_NAME -> holds.apply(transaction, change, history.isNews(transaction, change));
                default -> {}
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, UserVenues.TABLE, UserVenues.CLASS_NAME, resynchronisation);
        Copies.sweep(transaction, TableHolds.TABLE, TableHolds.CLASS_NAME, resynchronisation);
    }
}
