package app.velvet.push.delivery;

import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.BroadcastDeliveries.Portion;
import app.velvet.push.notification.NotificationView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries to the devices of one platform that go to a worker as they are stored. It has no more of them at a time than its
 * window lets it. Should it die, or the commit's answer be lost, their leases end, and they are claimed like any other.
 */
final class Handover implements Portion {

    private final PlannedDeliveries planned;
    private final Optional<DeliveryWorker> worker;
    private int room;
    private List<DueDelivery> leased = List.of();

    /**
     * @param worker empty if there is none, so that all wait
     * @param most how many are handed over, if the worker has room
     */
    Handover(PlannedDeliveries planned, Optional<DeliveryWorker> worker, int most) {
        this.planned = planned;
        this.worker = worker;
        this.room = worker.map(present -> present.reserve(most)).orElse(0);
    }

    @Override
    public void store(Connection transaction, Announcement announcement, List<NotificationView> told, Duration expiry)
            throws SQLException {
        leased = planned.store(transaction, announcement, told, expiry, room);
    }

    @Override
    public void send() {
        room -= leased.size();
        worker.ifPresent(present -> leased.forEach(present::send));
    }

    @Override
    public void close() {
        worker.ifPresent(present -> present.giveBack(room));
    }
}
