package app.velvet.venues.reservation;

import app.velvet.api.parameters.Fields;
import app.velvet.venues.booking.NewGuest;
import java.util.List;

/**
 * Reservations that are to be, one for each contact.
 *
 * @param contactIds empty if it is for {@code guest}
 * @param guest null if it is for contacts that there are
 */
record NewReservations(List<Long> contactIds, NewGuest guest, ReservationPatch reservation) {

    private static final int MOST_CONTACTS = 200;
    static final String ORIGINATOR_ID = "originator_id";

    private static final String CONTACT_IDS = "contact_ids";

    static NewReservations read(Fields fields) {
        var contactIds = fields.ids(CONTACT_IDS);
        var guest = fields.tree("contact", contact -> NewGuest.read(contact, ORIGINATOR_ID));
        if (contactIds != null && contactIds.size() > MOST_CONTACTS) {
            fields.reject(CONTACT_IDS, "has more than " + MOST_CONTACTS + " entries");
        }
        if (!fields.isFilled(CONTACT_IDS) && !fields.isFilled("contact")) {
            fields.reject(CONTACT_IDS, "can't be blank");
        }
        if (contactIds != null && !contactIds.isEmpty() && guest != null) {
            fields.reject("contact", "can't be given beside contact_ids");
        }
        var reservation = fields.requiredTree("reservation", ReservationPatch::readNew);
        return new NewReservations(
                contactIds == null ? List.of() : contactIds.stream().distinct().toList(), guest, reservation);
    }

    /** Who brings the guests: who is named, else who books. */
    long originatorId(long callerId) {
        var named = reservation.people().originatorId().over(guest == null ? null : guest.bringerId());
        return named == null ? callerId : named;
    }
}
