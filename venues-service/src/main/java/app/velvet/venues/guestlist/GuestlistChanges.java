package app.velvet.venues.guestlist;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;

/** Guestlists as they are published, in full. */
final class GuestlistChanges {

    static final String GUESTLIST = "Guestlist";

    private GuestlistChanges() {}

    static ChangeEvent of(Action action, WholeGuestlist guestlist, Long actorId) {
        return new ChangeEvent(
                guestlist.companyId(),
                GUESTLIST,
                guestlist.id(),
                action,
                action == Action.DESTROY ? null : guestlist.guestlist(),
                guestlist.audience(),
                actorId);
    }
}
