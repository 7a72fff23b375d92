package app.velvet.venues.guestlist;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;

/** Guestlists as they are published, in full. */
final class GuestlistChanges {

    static final String GUESTLIST = "Guestlist";

    private GuestlistChanges() {}

    /** @param action but a destroy */
    static ChangeEvent of(Action action, WholeGuestlist guestlist, Long actorId) {
        return new ChangeEvent(
                guestlist.companyId(),
                GUESTLIST,
                guestlist.id(),
                action,
                guestlist.guestlist(),
                guestlist.audience(),
                actorId);
    }

    static ChangeEvent destroyed(Guestlist guestlist, Long actorId) {
        return new ChangeEvent(
                guestlist.companyId(), GUESTLIST, guestlist.id(), Action.DESTROY, null, guestlist.audience(), actorId);
    }
}
