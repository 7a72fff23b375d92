package app.velvet.venues.guestlist;

import app.velvet.api.parameters.Fields;
import app.velvet.venues.booking.NewGuest;
import java.util.List;

/**
 * Guestlists that are to be, one for each contact.
 *
 * @param contactIds empty if it is for {@code guest}
 * @param guest null if it is for contacts that there are
 */
record NewGuestlists(List<Long> contactIds, NewGuest guest, long eventId, GuestlistPatch guestlist) {

    static final String USER_ID = "user_id";

    private static final int MOST_CONTACTS = 200;
    private static final String CONTACT_IDS = "contact_ids";

    private record Said(Long eventId, GuestlistPatch guestlist) {

        static Said read(Fields fields) {
            return new Said(fields.requiredId("event_id"), GuestlistPatch.readNew(fields));
        }
    }

    static NewGuestlists read(Fields fields) {
        var contactIds = fields.ids(CONTACT_IDS);
        var guest = fields.tree("contact", contact -> NewGuest.read(contact, USER_ID));
        if (contactIds != null && contactIds.size() > MOST_CONTACTS) {
            fields.reject(CONTACT_IDS, "has more than " + MOST_CONTACTS + " entries");
        }
        if (!fields.isFilled(CONTACT_IDS) && !fields.isFilled("contact")) {
            fields.reject(CONTACT_IDS, "can't be blank");
        }
        if (contactIds != null && !contactIds.isEmpty() && guest != null) {
            fields.reject("contact", "can't be given beside contact_ids");
        }
        var said = fields.requiredTree("guestlist", Said::read);
        return new NewGuestlists(
                contactIds == null ? List.of() : contactIds.stream().distinct().toList(),
                guest,
                said == null || said.eventId() == null ? 0 : said.eventId(),
                said == null ? null : said.guestlist());
    }

    /** Whose they become: who is named, else who puts them down. */
    long userId(long callerId) {
        var named = guestlist.userId().over(guest == null ? null : guest.bringerId());
        return named == null ? callerId : named;
    }
}
