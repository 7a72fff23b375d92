package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import java.util.List;

/**
 * Guests of whom a booking knows nothing but the names.
 *
 * @param ownerId whose contacts they are
 * @param guests of each, a name
 */
record GuestsByName(Long ownerId, List<ContactPatch> guests) {

    private static final int MOST = 500;
    private static final String CONTACTS = "contacts";

    static GuestsByName read(Fields fields) {
        var ownerId = fields.requiredId("owner_id");
        var guests = fields.trees(CONTACTS, ContactPatch::nothingButAName);
        if (guests == null || guests.isEmpty()) {
            fields.reject(CONTACTS, "can't be blank");
        } else if (guests.size() > MOST) {
            fields.reject(CONTACTS, "has more than " + MOST + " entries");
        }
        return new GuestsByName(ownerId, guests);
    }

    static String nameOf(ContactPatch guest) {
        return guest.name().apply(PersonName.NONE).full();
    }
}
