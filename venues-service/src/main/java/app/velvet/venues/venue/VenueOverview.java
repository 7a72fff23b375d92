package app.velvet.venues.venue;

import java.time.ZoneId;

/** What the other features need to know of a venue. */
public record VenueOverview(long companyId, long id, String name, ZoneId timeZone) {

    static VenueOverview of(Venue venue) {
        return new VenueOverview(venue.companyId(), venue.id(), venue.name(), venue.timeZone());
    }
}
