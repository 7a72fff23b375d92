package app.velvet.push.publication;

import app.velvet.events.relay.PublishedClasses;
import app.velvet.events.relay.StateSource;
import app.velvet.push.notification.PublishedNotifications;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** All that push-service publishes. */
class Publication {

    @Produces
    @Singleton
    StateSource state() {
        return new PublishedClasses(List.of(new PublishedNotifications()));
    }
}
