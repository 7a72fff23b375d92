package app.velvet.contacts.contact;

import java.util.List;

/**
 * The contact that a booking takes, for the service that makes the booking: that keeps a copy, and decides itself what its
 * user may see.
 *
 * @param created whether there was none yet
 * @param contact as it is published
 * @param audience who may see it, as it is published
 */
record BookedGuest(boolean created, ContactView contact, List<String> audience) {

    static BookedGuest of(Contact contact, boolean created) {
        return new BookedGuest(
                created,
                ContactView.full(contact),
                contact.audience().stream().map(Object::toString).sorted().toList());
    }
}
