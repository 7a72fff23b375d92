package app.velvet.venues.venue;

import app.velvet.api.parameters.Fields;
import java.util.HashSet;
import java.util.List;

/**
 * Who is to work at a venue.
 *
 * @param home whether it is to be his home venue; null leaves that as it is
 */
record StaffAtVenue(Long userId, Boolean home) {

    static List<StaffAtVenue> read(Fields fields) {
        var staff = fields.trees("staff", StaffAtVenue::one);
        if (staff == null) {
            fields.reject("staff", "can't be blank");
            return null;
        }
        var userIds = new HashSet<Long>();
        if (!staff.stream().allMatch(member -> userIds.add(member.userId()))) {
            fields.reject("staff.user_id", "is invalid");
        }
        return staff;
    }

    private static StaffAtVenue one(Fields fields) {
        return new StaffAtVenue(fields.requiredId("user_id"), fields.bool("home"));
    }
}
