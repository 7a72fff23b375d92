package app.velvet.contacts.contact;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;

/** The statistics of a contact as {@link StatisticsProjection} keeps them. */
@Entity
@Immutable
@Table(name = "contact_statistics")
class StatisticsOfContact {

    @Id
    private Long contactId;

    @PartitionKey
    private long companyId;

    @Embedded
    private ContactStatistics statistics;

    protected StatisticsOfContact() {}

    long contactId() {
        return contactId;
    }

    ContactStatistics statistics() {
        return statistics;
    }
}
