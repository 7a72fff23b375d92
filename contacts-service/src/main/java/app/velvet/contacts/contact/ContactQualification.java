package app.velvet.contacts.contact;

import app.velvet.api.permission.Audience;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.PartitionKey;

/** What one venue thinks of having a contact as its guest. */
@Entity
class ContactQualification {

    static final String SEQUENCE = "contact_qualification_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long contactId;

    @Column(updatable = false)
    private long venueId;

    @Enumerated(EnumType.STRING)
    private QualificationStatus status;

    protected ContactQualification() {}

    ContactQualification(Contact contact, VenueQualification qualification) {
        companyId = contact.companyId();
        contactId = contact.id();
        venueId = qualification.venueId();
        status = qualification.status();
    }

    /** One that was read without Hibernate. */
    ContactQualification(Stored stored) {
        id = stored.id();
        companyId = stored.companyId();
        contactId = stored.contactId();
        venueId = stored.venueId();
        status = stored.status();
    }

    long id() {
        return id;
    }

    long contactId() {
        return contactId;
    }

    long venueId() {
        return venueId;
    }

    QualificationStatus status() {
        return status;
    }

    void become(QualificationStatus newStatus) {
        status = newStatus;
    }

    /** Who may see the qualification of {@code contact} at {@code venueId}. */
    static Set<Audience> audience(Contact contact, long venueId) {
        var audience = new HashSet<Audience>();
        audience.add(Audience.company());
        audience.add(Audience.venue(venueId));
        contact.owners().forEach(owner -> audience.add(Audience.user(owner.userId())));
        return audience;
    }

    /** Its row. */
    @RegisterForReflection
    record Stored(long id, long companyId, long contactId, long venueId, QualificationStatus status) {}
}
