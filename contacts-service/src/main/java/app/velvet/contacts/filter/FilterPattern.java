package app.velvet.contacts.filter;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** What a user filters contacts by. */
@Entity
class FilterPattern {

    static final String SEQUENCE = "filter_pattern_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long userId;

    private String name;

    @Convert(converter = StoredFilters.class)
    private GivenFilters filters;

    protected FilterPattern() {}

    FilterPattern(long companyId, long userId, NewFilterPattern pattern) {
        this.companyId = companyId;
        this.userId = userId;
        this.name = pattern.name();
        this.filters = pattern.filters();
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    String name() {
        return name;
    }

    GivenFilters filters() {
        return filters;
    }

    void apply(FilterPatternPatch patch) {
        name = patch.name().over(name);
        filters = patch.filters().over(filters);
    }
}
