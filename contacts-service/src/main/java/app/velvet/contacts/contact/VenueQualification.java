package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;

/** What a venue is to think of a contact. */
record VenueQualification(Long venueId, QualificationStatus status) {

    static VenueQualification read(Fields fields) {
        var venueId = fields.requiredId("venue_id");
        fields.requiredText("status", ContactFields.LONGEST_TEXT);
        return new VenueQualification(venueId, fields.oneOf("status", QualificationStatus.class));
    }
}
