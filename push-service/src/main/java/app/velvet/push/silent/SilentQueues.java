package app.velvet.push.silent;

import app.velvet.push.delivery.DeliveryConfig;
import app.velvet.push.delivery.DeliverySettings;
import app.velvet.push.delivery.PushQueue;
import app.velvet.push.device.Platform;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SilentQueues implements PushQueue.Factory {

    private final DeliverySettings delivery;
    private final SilentSettings silent;

    SilentQueues(DeliveryConfig delivery, SilentConfig silent) {
        this.delivery = DeliverySettings.of(delivery);
        this.silent = SilentSettings.of(silent);
    }

    @Override
    public PushQueue of(Platform platform) {
        return new SilentQueue(platform, delivery, silent);
    }
}
