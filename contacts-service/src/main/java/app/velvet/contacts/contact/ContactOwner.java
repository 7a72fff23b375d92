package app.velvet.contacts.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** That a user looks after a contact, at a venue or, without one, at all of the company. Never changes. */
@Entity
class ContactOwner {

    static final String SEQUENCE = "contact_owner_id";

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
    private long userId;

    @Column(updatable = false)
    private Long venueId;

    protected ContactOwner() {}

    ContactOwner(Contact contact, OwnerAtVenue owner) {
        companyId = contact.companyId();
        contactId = contact.id();
        userId = owner.userId();
        venueId = owner.venueId();
    }

    /** One that was read without Hibernate. */
    ContactOwner(Stored stored) {
        id = stored.id();
        companyId = stored.companyId();
        contactId = stored.contactId();
        userId = stored.userId();
        venueId = stored.venueId();
    }

    long id() {
        return id;
    }

    long contactId() {
        return contactId;
    }

    long userId() {
        return userId;
    }

    /** Null if it is not about a venue. */
    Long venueId() {
        return venueId;
    }

    OwnerAtVenue atVenue() {
        return new OwnerAtVenue(userId, venueId);
    }

    /** Its row. */
    @RegisterForReflection
    record Stored(long id, long companyId, long contactId, long userId, Long venueId) {}
}
