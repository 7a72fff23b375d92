package app.velvet.events;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What a service says of the changes it publishes. */
@ConfigMapping(prefix = "velvet.events")
public interface EventsConfig {

    /** The topic of this service, e.g. {@code contacts.changes}; none if it publishes no changes. */
    Optional<String> topic();

    /** Names this service in its changes, e.g. {@code /contacts-service}; needed with a topic. */
    Optional<String> source();
}
