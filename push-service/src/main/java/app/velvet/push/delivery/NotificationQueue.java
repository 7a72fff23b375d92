package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Notifications on their way to devices. */
final class NotificationQueue implements PushQueue {

    private final DueDeliveries due;
    private final Outcomes outcomes;

    NotificationQueue(Platform platform, DeliverySettings settings) {
        this.due = new DueDeliveries(platform, settings.lease());
        this.outcomes = new Outcomes(settings.backoff(RandomGenerator.getDefault()));
    }

    @Override
    public String kind() {
        return "notification";
    }

    @Override
    public List<DueDelivery> claim(Connection connection, int limit) throws SQLException {
        return due.claim(connection, limit);
    }

    @Override
    public void record(Connection transaction, DueDelivery delivery, DeliveryOutcome outcome) throws SQLException {
        outcomes.record(transaction, delivery, outcome);
    }
}
