package app.velvet.contacts.contact;

import static java.util.Objects.requireNonNullElse;

import app.velvet.api.image.ImageView;
import app.velvet.api.permission.Audience;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.note.NoteView;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.PartitionKey;

/**
 * A guest or a partner of a company, with who looks after him and what the venues think of him. {@link ContactRepository}
 * loads and stores it whole.
 */
@Entity
class Contact {

    static final String SEQUENCE = "contact_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long creatorId;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    // Hibernate reads an embedded value as null where all of its columns are.
    @Embedded
    private PersonName name;

    @Embedded
    private PublicDetails publicDetails;

    @Embedded
    private PrivateDetails privateDetails;

    @Embedded
    private Appearance appearance;

    @Embedded
    private OnlinePresence onlinePresence;

    private List<Long> tagIds;

    private String avatar;

    /** The addresses of images are a setting: whoever loads the contact says them. */
    @Transient
    private ImageView image = ImageView.NONE;

    @Transient
    private List<ContactOwner> owners = List.of();

    @Transient
    private List<ContactQualification> qualifications = List.of();

    @Transient
    private ContactStatistics statistics = ContactStatistics.NONE;

    @Transient
    private List<Long> bookedVenueIds = List.of();

    @Transient
    private List<NoteView> notes = List.of();

    @Transient
    private final List<Object> orphans = new ArrayList<>();

    protected Contact() {}

    Contact(long companyId, long creatorId, Instant createdAt) {
        this.companyId = companyId;
        this.creatorId = creatorId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.publicDetails = PublicDetails.NONE;
        this.tagIds = List.of();
    }

    /** A contact that was read without Hibernate. */
    Contact(StoredContact stored) {
        id = stored.id();
        companyId = stored.companyId();
        creatorId = stored.creatorId();
        createdAt = stored.createdAt();
        updatedAt = stored.updatedAt();
        name = stored.personName();
        publicDetails = stored.publicDetails();
        privateDetails = stored.privateDetails();
        appearance = stored.appearance();
        onlinePresence = stored.onlinePresence();
        tagIds = stored.tagIds();
        avatar = stored.avatar();
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    /** What others follow. */
    Origin origin() {
        return new Origin(companyId, ContactChanges.CONTACT, id);
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When a user last changed it; what follows from other changes does not count. */
    Instant updatedAt() {
        return updatedAt;
    }

    PersonName name() {
        return requireNonNullElse(name, PersonName.NONE);
    }

    PublicDetails publicDetails() {
        return publicDetails;
    }

    PrivateDetails privateDetails() {
        return requireNonNullElse(privateDetails, PrivateDetails.NONE);
    }

    Appearance appearance() {
        return requireNonNullElse(appearance, Appearance.NONE);
    }

    OnlinePresence onlinePresence() {
        return requireNonNullElse(onlinePresence, OnlinePresence.NONE);
    }

    /** In ascending order. */
    List<Long> tagIds() {
        return List.copyOf(tagIds);
    }

    /** The name of its image, null for none. */
    String avatar() {
        return avatar;
    }

    /** Where its image is found. */
    ImageView image() {
        if (avatar != null && image.url() == null) {
            throw new IllegalStateException("Nobody has said where the image is found");
        }
        return image;
    }

    /** In id order. */
    List<ContactOwner> owners() {
        return owners;
    }

    /** In id order. */
    List<ContactQualification> qualifications() {
        return qualifications;
    }

    ContactStatistics statistics() {
        return statistics;
    }

    /** The newest notes about it, in id order. */
    List<NoteView> notes() {
        return notes;
    }

    Optional<ContactQualification> qualificationAt(long venueId) {
        return qualifications.stream()
                .filter(qualification -> qualification.venueId() == venueId)
                .findFirst();
    }

    /**
     * Who may see it: the company, the venues where it has an owner, a qualification, a reservation or a guestlist, and its
     * owners.
     */
    Set<Audience> audience() {
        var audience = new HashSet<Audience>();
        audience.add(Audience.company());
        owners.forEach(owner -> audience.add(Audience.user(owner.userId())));
        owners.stream()
                .map(ContactOwner::venueId)
                .filter(Objects::nonNull)
                .forEach(venueId -> audience.add(Audience.venue(venueId)));
        qualifications.forEach(qualification -> audience.add(Audience.venue(qualification.venueId())));
        bookedVenueIds.forEach(venueId -> audience.add(Audience.venue(venueId)));
        return audience;
    }

    /** Takes over the fields that the patch gives; not its owners and qualifications, which have rules of their own. */
    void apply(ContactPatch patch) {
        name = patch.name().apply(name());
        publicDetails = patch.publicDetails().apply(publicDetails());
        privateDetails = patch.privateDetails().apply(privateDetails());
        appearance = patch.appearance().apply(appearance());
        onlinePresence = patch.onlinePresence().apply(onlinePresence());
        if (patch.tagIds().isGiven()) {
            tagIds = inOrder(patch.tagIds().over(List.of()));
        }
    }

    /** @param name of the image, null for none */
    void changeAvatar(String name, ImageView itsImage) {
        avatar = name;
        image = itsImage;
    }

    void removeTag(long tagId) {
        tagIds = tagIds.stream().filter(id -> id != tagId).toList();
    }

    void touch(Instant now) {
        updatedAt = now;
    }

    void loadedWith(
            List<ContactOwner> itsOwners,
            List<ContactQualification> itsQualifications,
            StatisticsOfContact itsStatistics,
            List<NoteView> itsNotes,
            ImageView itsImage) {
        owners = itsOwners;
        qualifications = itsQualifications;
        statistics = itsStatistics.statistics();
        bookedVenueIds = itsStatistics.bookedVenueIds();
        notes = itsNotes;
        image = itsImage;
    }

    /** @param latest the latest log about it, or null */
    void loggedAt(Instant latest) {
        statistics = statistics.withLastUpdate(latest);
    }

    void loadedWith(List<NoteView> itsNotes) {
        notes = itsNotes;
    }

    /** Those who stay keep their ids. The contact must be stored, for the new ones to know it. */
    void replaceOwners(Collection<OwnerAtVenue> newOwners) {
        var missing = new ArrayList<>(newOwners.stream().distinct().toList());
        var remaining = new ArrayList<ContactOwner>();
        for (var owner : owners) {
            if (missing.remove(owner.atVenue())) {
                remaining.add(owner);
            } else {
                orphans.add(owner);
            }
        }
        missing.forEach(owner -> remaining.add(new ContactOwner(this, owner)));
        owners = List.copyOf(remaining);
    }

    /** The contact must be stored, for a new qualification to know it. */
    void qualify(VenueQualification qualification) {
        qualificationAt(qualification.venueId())
                .ifPresentOrElse(
                        known -> known.become(qualification.status()),
                        () -> qualifications = with(qualifications, new ContactQualification(this, qualification)));
    }

    void removeQualification(ContactQualification removed) {
        qualifications = qualifications.stream().filter(one -> one != removed).toList();
        orphans.add(removed);
    }

    /** The owners and qualifications that were taken off it since it was loaded. */
    List<Object> orphans() {
        return List.copyOf(orphans);
    }

    private static List<Long> inOrder(List<Long> ids) {
        return ids.stream().distinct().sorted().toList();
    }

    private static <T> List<T> with(List<T> elements, T another) {
        var more = new ArrayList<>(elements);
        more.add(another);
        return List.copyOf(more);
    }
}
