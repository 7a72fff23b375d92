package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class NotificationQueues implements PushQueue.Factory {

    private final DeliverySettings settings;

    NotificationQueues(DeliveryConfig config) {
        this.settings = DeliverySettings.of(config);
    }

    @Override
    public PushQueue of(Platform platform) {
        return new NotificationQueue(platform, settings);
    }
}
