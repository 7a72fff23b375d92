package app.velvet.venues.venue;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** That a user works at a venue, as it is answered and published. */
record UserVenueView(long id, long venueId, String venueName, boolean home, long userId, boolean selected) {

    static UserVenueView of(UserVenue userVenue, String venueName) {
        return new UserVenueView(
                userVenue.id(),
                userVenue.venueId(),
                venueName,
                userVenue.home(),
                userVenue.userId(),
                userVenue.selected());
    }

    /** @param names of all their venues, by venue id */
    static Map<Long, UserVenueView> byId(Collection<UserVenue> userVenues, Map<Long, String> names) {
        return userVenues.stream()
                .map(one -> of(one, names.get(one.venueId())))
                .collect(toMap(UserVenueView::id, Function.identity()));
    }
}
