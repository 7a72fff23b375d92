package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toSet;

import java.util.List;

/** Changing what venues think of a contact: each qualification takes its own permission. */
final class Qualifying {

    private Qualifying() {}

    /** The given list replaces those qualifications that the caller may change; those of other venues stay. */
    static void replace(ContactAccess access, Contact contact, List<VenueQualification> wanted) {
        var venues = wanted.stream().map(VenueQualification::venueId).collect(toSet());
        wanted.forEach(qualification -> qualify(access, contact, qualification));
        contact.qualifications().stream()
                .filter(qualification -> !venues.contains(qualification.venueId()))
                .filter(qualification -> access.mayQualify(contact, qualification.venueId()))
                .forEach(contact::removeQualification);
    }

    /** What changes nothing is permitted: apps send back what they were told. */
    static void qualify(ContactAccess access, Contact contact, VenueQualification wanted) {
        var now = contact.qualificationAt(wanted.venueId()).map(ContactQualification::status);
        if (now.isEmpty() || now.get() != wanted.status()) {
            access.requireQualifying(contact, wanted.venueId());
            contact.qualify(wanted);
        }
    }
}
