package app.velvet.contacts.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** A group of tags; categories form a tree. */
@Entity
class TagCategory {

    static final String SEQUENCE = "tag_category_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private String name;

    private Long parentId;

    protected TagCategory() {}

    TagCategory(long companyId, String name, Long parentId) {
        this.companyId = companyId;
        this.name = name;
        this.parentId = parentId;
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

    /** Null at the top of the tree. */
    Long parentId() {
        return parentId;
    }

    void change(String newName, Long newParentId) {
        name = newName;
        parentId = newParentId;
    }
}
