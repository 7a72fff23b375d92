package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.BroadcastDeliveries;
import app.velvet.push.notification.NotificationView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Hands broadcasts over to the workers of this process. */
@ApplicationScoped
class HandingOver implements BroadcastDeliveries {

    private static final int MOST = 500;

    private final DeliveryLifecycle workers;

    /** In the order of the platforms, in which everybody locks what they are sent. */
    private final Map<Platform, PlannedDeliveries> planned = new EnumMap<>(Platform.class);

    HandingOver(DeliveryLifecycle workers, @Any Instance<PushProvider> providers, DeliveryConfig config) {
        this.workers = workers;
        var lease = DeliverySettings.of(config).lease();
        for (var provider : providers) {
            var platform = provider.platform();
            planned.put(platform, new PlannedDeliveries(platform, lease, SendLimits.of(config, provider)));
        }
    }

    @Override
    public Portion next() {
        return new Handovers(planned.entrySet().stream()
                .map(of -> new Handover(of.getValue(), workers.findWorker(of.getKey(), Lane.BULK), MOST))
                .toList());
    }

    private record Handovers(List<Handover> ofPlatforms) implements Portion {

        @Override
        public void store(
                Connection transaction, Announcement announcement, List<NotificationView> told, Duration expiry)
                throws SQLException {
            for (var handover : ofPlatforms) {
                handover.store(transaction, announcement, told, expiry);
            }
        }

        @Override
        public void send() {
            ofPlatforms.forEach(Handover::send);
        }

        @Override
        public void close() {
            ofPlatforms.forEach(Handover::close);
        }
    }
}
