package app.velvet.contacts.contact;

import app.velvet.api.image.ImageView;
import app.velvet.contacts.note.NoteView;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * A contact as one reader sees it.
 *
 * @param tags ids of its tags
 * @param contactOwners null, and then not written at all, where they were not asked for
 */
record ContactView(
        long id,
        @JsonUnwrapped PersonName personName,
        @JsonUnwrapped PublicDetails publicDetails,
        @JsonUnwrapped PrivateDetails privateDetails,
        @JsonUnwrapped Appearance appearance,
        @JsonUnwrapped OnlinePresence onlinePresence,
        @JsonUnwrapped ContactStatistics statistics,
        Instant createdAt,
        List<Qualification> contactQualifications,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Owner> contactOwners,
        ImageView avatar,
        String avatarMobileThumbUrl,
        List<NoteView> notes,
        List<Long> tags) {

    record Owner(long id, long userId, Long venueId) {

        static Owner of(ContactOwner owner) {
            return new Owner(owner.id(), owner.userId(), owner.venueId());
        }
    }

    record Qualification(long id, long venueId, QualificationStatus status) {

        static Qualification of(ContactQualification qualification) {
            return new Qualification(qualification.id(), qualification.venueId(), qualification.status());
        }
    }

    /** Everything: what is published. */
    static ContactView full(Contact contact) {
        return of(
                contact,
                contact.privateDetails(),
                contact.qualifications(),
                contact.owners().stream().map(Owner::of).toList());
    }

    /** @param contactOwners null to leave them out */
    static ContactView of(
            Contact contact,
            PrivateDetails privateDetails,
            List<ContactQualification> qualifications,
            List<Owner> contactOwners) {
        return new ContactView(
                contact.id(),
                contact.name(),
                contact.publicDetails(),
                privateDetails,
                contact.appearance(),
                contact.onlinePresence(),
                contact.statistics(),
                contact.createdAt(),
                qualifications.stream().map(Qualification::of).toList(),
                contactOwners,
                contact.image(),
                contact.image().mobileThumb().url(),
                contact.notes(),
                contact.tagIds());
    }
}
