package app.velvet.contacts.dictionary;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** What a company offers in the place of a default dictionary. */
@Entity
class Dictionary {

    static final String SEQUENCE = "dictionary_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE, initialValue = 1000)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private DictionaryKey key;

    @Convert(converter = StoredValue.class)
    private DictionaryValue value;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected Dictionary() {}

    Dictionary(long companyId, DictionaryKey key, DictionaryValue value, Instant now) {
        this.companyId = companyId;
        this.key = key;
        this.value = value;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    DictionaryKey key() {
        return key;
    }

    DictionaryValue value() {
        return value;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void change(DictionaryValue newValue, Instant now) {
        value = newValue;
        updatedAt = now;
    }
}
