package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

@ApplicationScoped
class NotificationQueues implements PushQueue.Factory {

    private final DeliverySettings settings;

    NotificationQueues(DeliveryConfig config) {
        this.settings = DeliverySettings.of(config);
    }

    @Override
    public List<PushQueue> of(Platform platform, SendLimits limits) {
        return Arrays.stream(Lane.values())
                .<PushQueue>map(lane -> new NotificationQueue(platform, lane, settings, limits))
                .toList();
    }
}
