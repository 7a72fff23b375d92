package app.velvet.push.delivery;

import static java.util.stream.Collectors.partitioningBy;

import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.device.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The notifications of one lane on their way to devices. */
final class NotificationQueue implements PushQueue {

    private final Lane lane;
    private final DueDeliveries due;
    private final Outcomes outcomes;

    NotificationQueue(Platform platform, Lane lane, DeliverySettings settings, SendLimits limits) {
        this.lane = lane;
        this.due = new DueDeliveries(platform, lane, settings.lease(), limits);
        this.outcomes = new Outcomes(settings.backoff(RandomGenerator.getDefault()));
    }

    @Override
    public String kind() {
        return lane.kind();
    }

    @Override
    public Claimed claim(Connection connection, int limit) throws SQLException {
        return due.claim(connection, limit);
    }

    @Override
    public DeliveryOutcome record(Connection transaction, DueDelivery delivery, DeliveryOutcome outcome)
            throws SQLException {
        return outcomes.record(transaction, delivery, outcome);
    }

    /** Those that have been accepted, as all of a broadcast are if all goes well, in one statement. */
    @Override
    public List<Answered> record(Connection transaction, List<Answered> answers) throws SQLException {
        var byAcceptance = answers.stream().collect(partitioningBy(answered -> answered.outcome() instanceof Accepted));
        var recorded = new ArrayList<>(byAcceptance.get(true));
        if (!recorded.isEmpty()) {
            outcomes.recordAccepted(
                    transaction, recorded.stream().map(Answered::delivery).toList());
        }
        recorded.addAll(PushQueue.super.record(transaction, byAcceptance.get(false)));
        return recorded;
    }
}
