package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;

/**
 * Who is to look after a contact, and where.
 *
 * @param venueId null if it is not about a venue
 */
record OwnerAtVenue(Long userId, Long venueId) {

    static OwnerAtVenue read(Fields fields) {
        return new OwnerAtVenue(fields.requiredId("user_id"), fields.id("venue_id"));
    }
}
