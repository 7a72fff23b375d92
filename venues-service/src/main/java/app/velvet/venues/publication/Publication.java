package app.velvet.venues.publication;

import app.velvet.events.relay.PublishedState;
import app.velvet.venues.venue.PublishedVenues;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** All that venues-service publishes. */
class Publication {

    @Produces
    @Singleton
    PublishedState state(PublishedVenues venues) {
        return new PublishedState(venues.classes());
    }
}
