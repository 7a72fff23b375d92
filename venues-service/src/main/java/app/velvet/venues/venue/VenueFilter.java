package app.velvet.venues.venue;

import app.velvet.api.parameters.Fields;
import java.util.List;

/**
 * The venues that a user wants to see.
 *
 * @param all those where he works; {@code venueIds} then say nothing
 */
record VenueFilter(boolean all, List<Long> venueIds) {

    private static final String NAME = "venue_ids";
    private static final String ALL = "0";

    static VenueFilter read(Fields fields) {
        if (isAll(fields.raw(NAME))) {
            return new VenueFilter(true, List.of());
        }
        var venueIds = fields.idsOrCommaSeparated(NAME);
        if (!fields.isFilled(NAME) || venueIds != null && venueIds.isEmpty()) {
            fields.reject(NAME, "can't be blank");
        }
        return new VenueFilter(false, venueIds);
    }

    boolean selects(UserVenue userVenue) {
        return all || venueIds.contains(userVenue.venueId());
    }

    private static boolean isAll(Object value) {
        return value instanceof List<?> list
                ? list.size() == 1 && isAll(list.get(0))
                : value != null && value.toString().strip().equals(ALL);
    }
}
