package app.velvet.push.silent;

import app.velvet.push.delivery.DeliveryConfig;
import app.velvet.push.delivery.DeliverySettings;
import app.velvet.push.delivery.PushQueue;
import app.velvet.push.delivery.SendLimits;
import app.velvet.push.device.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class SilentQueues implements PushQueue.Factory {

    private final DeliverySettings delivery;
    private final SilentSettings silent;

    SilentQueues(DeliveryConfig delivery, SilentConfig silent) {
        this.delivery = DeliverySettings.of(delivery);
        this.silent = SilentSettings.of(silent);
    }

    @Override
    public List<PushQueue> of(Platform platform, SendLimits limits) {
        return List.of(new SilentQueue(platform, delivery, silent, limits));
    }
}
