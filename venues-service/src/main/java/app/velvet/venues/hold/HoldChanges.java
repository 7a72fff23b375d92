package app.velvet.venues.hold;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;
import java.util.HashSet;

/** Holds as they are published: to the venue, and to who holds the table. */
final class HoldChanges {

    static final String TABLE_HOLD = "TableHold";

    private HoldChanges() {}

    static ChangeEvent of(Action action, TableHoldView hold, long companyId, Long actorId) {
        var audience = new HashSet<>(VenueDirectory.audience(hold.venueId()));
        audience.add(Audience.user(hold.userId()));
        return new ChangeEvent(
                companyId, TABLE_HOLD, hold.id(), action, action == Action.DESTROY ? null : hold, audience, actorId);
    }
}
