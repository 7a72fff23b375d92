package app.velvet.contacts.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** A word that a company puts on contacts. */
@Entity
class Tag {

    static final String SEQUENCE = "tag_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private String name;

    private long tagCategoryId;

    protected Tag() {}

    Tag(long companyId, String name, long tagCategoryId) {
        this.companyId = companyId;
        this.name = name;
        this.tagCategoryId = tagCategoryId;
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

    long tagCategoryId() {
        return tagCategoryId;
    }

    void change(String newName, long newTagCategoryId) {
        name = newName;
        tagCategoryId = newTagCategoryId;
    }
}
