package app.velvet.venues.contact;

import app.velvet.events.command.CommandTarget;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where contacts-service is. */
class ContactsServiceTarget {

    @Produces
    @Singleton
    CommandTarget target(
            @ConfigProperty(name = "velvet.contacts.internal-url", defaultValue = "http://contacts-service:8080")
                    URI address) {
        return new CommandTarget(ContactsService.NAME, address);
    }
}
