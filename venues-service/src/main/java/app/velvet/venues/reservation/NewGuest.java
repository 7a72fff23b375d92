package app.velvet.venues.reservation;

import app.velvet.api.parameters.Fields;
import java.util.List;

/**
 * A guest whom a reservation brings, who may be a contact already.
 *
 * @param originatorId who brings him; null if that is not said
 */
record NewGuest(
        String name, String email, String phone, Long originatorId, List<Owner> contactOwners, List<Long> tagIds) {

    private static final int LONGEST_NAME = 255;
    private static final int MOST_OWNERS = 50;

    /** @param venueId null if it is not about a venue */
    record Owner(Long userId, Long venueId) {

        static Owner read(Fields fields) {
            return new Owner(fields.requiredId("user_id"), fields.id("venue_id"));
        }
    }

    static NewGuest read(Fields fields) {
        var owners = fields.trees("contact_owners", Owner::read);
        if (owners != null && owners.size() > MOST_OWNERS) {
            fields.reject("contact_owners", "has more than " + MOST_OWNERS + " entries");
        }
        return new NewGuest(
                fields.requiredText("name", LONGEST_NAME),
                fields.email("email"),
                fields.phone("phone"),
                fields.id("originator_id"),
                owners,
                fields.ids("tag_ids"));
    }

    boolean isReachable() {
        return email != null || phone != null;
    }
}
