package app.velvet.contacts.contact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
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

    private List<Long> bookedVenueIds;

    protected StatisticsOfContact() {}

    private StatisticsOfContact(ContactStatistics statistics, List<Long> bookedVenueIds) {
        this.statistics = statistics;
        this.bookedVenueIds = bookedVenueIds;
    }

    /** Those that were read without Hibernate. */
    StatisticsOfContact(Stored stored) {
        this(stored.statistics(), stored.bookedVenueIds());
        contactId = stored.contactId();
        companyId = stored.companyId();
    }

    /** Of a contact that has never booked. */
    static StatisticsOfContact none() {
        return new StatisticsOfContact(ContactStatistics.NONE, List.of());
    }

    long contactId() {
        return contactId;
    }

    ContactStatistics statistics() {
        return statistics;
    }

    /** Where the contact has a reservation or a guestlist, whatever came of it. */
    List<Long> bookedVenueIds() {
        return bookedVenueIds;
    }

    /** Its row. */
    @RegisterForReflection
    record Stored(
            long companyId, long contactId, @JsonUnwrapped ContactStatistics statistics, List<Long> bookedVenueIds) {}
}
