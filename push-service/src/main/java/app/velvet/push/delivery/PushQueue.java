package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Pushes to the devices of one platform that wait to be sent. Any number of workers may take from it at once. */
public interface PushQueue {

    /** What is pushed, as metrics and threads name it. */
    String kind();

    /**
     * Leases those that are due longest, at most {@code limit} and what may be sent now. Each goes to one worker only until its
     * lease is over.
     */
    Claimed claim(Connection connection, int limit) throws SQLException;

    /** Stores what a try has led to, and returns it: {@link DeliveryOutcome.Expired} if it failed and was the last one. */
    DeliveryOutcome record(Connection transaction, DueDelivery delivery, DeliveryOutcome outcome) throws SQLException;

    /** The same of several tries, in this order, in which everybody locks them. */
    default List<Answered> record(Connection transaction, List<Answered> answers) throws SQLException {
        var recorded = new ArrayList<Answered>(answers.size());
        for (var answered : answers) {
            var delivery = answered.delivery();
            recorded.add(new Answered(delivery, record(transaction, delivery, answered.outcome())));
        }
        return recorded;
    }

    /** Makes the queues of each platform. */
    interface Factory {

        List<PushQueue> of(Platform platform, SendLimits limits);
    }
}
