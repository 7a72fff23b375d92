package app.velvet.venues.booking;

import app.velvet.api.parameters.Fields;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A guest whom a booking brings, who may be a contact already.
 *
 * @param bringerId who brings him; null if that is not said
 */
@RegisterForReflection
public record NewGuest(
        String name,
        String email,
        String phone,
        @JsonIgnore Long bringerId,
        List<Owner> contactOwners,
        List<Long> tagIds) {

    private static final int LONGEST_NAME = 255;
    private static final int MOST_OWNERS = 50;

    /** @param venueId null if it is not about a venue */
    public record Owner(Long userId, Long venueId) {

        static Owner read(Fields fields) {
            return new Owner(fields.requiredId("user_id"), fields.id("venue_id"));
        }
    }

    /** @param bringer the name of the field that says who brings him */
    public static NewGuest read(Fields fields, String bringer) {
        var owners = fields.trees("contact_owners", Owner::read);
        if (owners != null && owners.size() > MOST_OWNERS) {
            fields.reject("contact_owners", "has more than " + MOST_OWNERS + " entries");
        }
        return new NewGuest(
                fields.requiredText("name", LONGEST_NAME),
                fields.email("email"),
                fields.phone("phone"),
                fields.id(bringer),
                owners,
                fields.ids("tag_ids"));
    }

    @JsonIgnore
    public boolean isReachable() {
        return email != null || phone != null;
    }
}
