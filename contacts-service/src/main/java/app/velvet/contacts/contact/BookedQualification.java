package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;

/** What a venue is to think of a guest, as a user says who books for him there. */
record BookedQualification(long companyId, long userId, long contactId, VenueQualification atVenue) {

    static BookedQualification read(Fields fields) {
        var companyId = fields.requiredId("company_id");
        var userId = fields.requiredId("user_id");
        var contactId = fields.requiredId("contact_id");
        var atVenue = VenueQualification.read(fields);
        return companyId == null || userId == null || contactId == null
                ? null
                : new BookedQualification(companyId, userId, contactId, atVenue);
    }
}
