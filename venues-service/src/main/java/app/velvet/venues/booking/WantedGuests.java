package app.velvet.venues.booking;

import app.velvet.api.parameters.Fields;
import java.util.List;

/**
 * For whom a request books, one booking for each.
 *
 * @param contactIds empty if it is for {@code guest}
 * @param guest null if it is for contacts that there are
 */
public record WantedGuests(List<Long> contactIds, NewGuest guest) {

    private static final int MOST_CONTACTS = 200;
    private static final int MOST_NOTES = 1000;
    private static final String CONTACT_IDS = "contact_ids";
    private static final String CONTACT = "contact";

    /** @param bringer the name of the field that says who brings a new guest */
    public static WantedGuests read(Fields fields, String bringer) {
        var contactIds = fields.ids(CONTACT_IDS);
        var guest = fields.tree(CONTACT, contact -> NewGuest.read(contact, bringer));
        if (contactIds != null && contactIds.size() > MOST_CONTACTS) {
            fields.reject(CONTACT_IDS, "has more than " + MOST_CONTACTS + " entries");
        }
        if (!fields.isFilled(CONTACT_IDS) && !fields.isFilled(CONTACT)) {
            fields.reject(CONTACT_IDS, "can't be blank");
        }
        if (contactIds != null && !contactIds.isEmpty() && guest != null) {
            fields.reject(CONTACT, "can't be given beside contact_ids");
        }
        return new WantedGuests(
                contactIds == null ? List.of() : contactIds.stream().distinct().toList(), guest);
    }

    /** Rejects notes that are too many to be written about each of the bookings. */
    public void requireFew(List<String> notes, Fields fields) {
        if (contactIds.size() * notes.size() > MOST_NOTES) {
            fields.reject(NewNotes.NAME, "has too many entries for so many contacts");
        }
    }

    /** Who brings the new guest, if there is one and that is said; else null. */
    public Long bringerId() {
        return guest == null ? null : guest.bringerId();
    }
}
