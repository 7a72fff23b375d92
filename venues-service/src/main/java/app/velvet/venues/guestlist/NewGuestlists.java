package app.velvet.venues.guestlist;

import app.velvet.api.parameters.Fields;
import app.velvet.venues.booking.WantedGuests;

/** Guestlists that are to be, one for each guest. */
record NewGuestlists(WantedGuests guests, long eventId, GuestlistPatch guestlist) {

    static final String USER_ID = "user_id";

    private record Said(Long eventId, GuestlistPatch guestlist) {

        static Said read(Fields fields) {
            return new Said(fields.requiredId("event_id"), GuestlistPatch.readNew(fields));
        }
    }

    static NewGuestlists read(Fields fields) {
        var guests = WantedGuests.read(fields, USER_ID);
        var said = fields.requiredTree("guestlist", Said::read);
        if (said == null) {
            return new NewGuestlists(guests, 0, null);
        }
        guests.requireFew(said.guestlist().notes(), fields);
        return new NewGuestlists(guests, said.eventId() == null ? 0 : said.eventId(), said.guestlist());
    }

    /** Whose they become: who is named, else who puts them down. */
    long userId(long callerId) {
        var named = guestlist.userId().over(guests.bringerId());
        return named == null ? callerId : named;
    }
}
