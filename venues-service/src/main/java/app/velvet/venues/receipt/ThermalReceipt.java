package app.velvet.venues.receipt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.List;
import org.hibernate.annotations.PartitionKey;

/** What is printed at a venue. */
@Entity
class ThermalReceipt {

    static final String SEQUENCE = "thermal_receipt_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long venueId;

    private List<String> fields = List.of();

    private List<String> additionalTexts = List.of();

    protected ThermalReceipt() {}

    ThermalReceipt(long companyId, long venueId) {
        this.companyId = companyId;
        this.venueId = venueId;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long venueId() {
        return venueId;
    }

    /** The keys of what is printed, in this order. */
    List<String> fields() {
        return List.copyOf(fields);
    }

    List<String> additionalTexts() {
        return List.copyOf(additionalTexts);
    }

    void apply(ReceiptPatch patch) {
        if (patch.fields().isGiven()) {
            fields = patch.fields().over(null);
        }
        if (patch.additionalTexts().isGiven()) {
            additionalTexts = patch.additionalTexts().over(null);
        }
    }
}
