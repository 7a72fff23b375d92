package app.velvet.venues.floorplan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** A table of a section. */
@Entity
class FloorTable {

    static final String SEQUENCE = "floor_table_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long venueId;

    /** Null if it is the venue's own. */
    @Column(updatable = false)
    private Long eventId;

    private long sectionId;

    private String name;

    private int capacity;

    @Enumerated(EnumType.STRING)
    private TableShape shape = TableShape.CIRCLE;

    @Enumerated(EnumType.STRING)
    private TableSize size = TableSize.MEDIUM;

    private double x;

    private double y;

    protected FloorTable() {}

    FloorTable(long companyId, long venueId) {
        this.companyId = companyId;
        this.venueId = venueId;
    }

    /** The same table in the copy of its section that an event took. */
    FloorTable copy(long copyingEventId, FloorSection copiedSection) {
        var copy = new FloorTable(companyId, venueId);
        copy.eventId = copyingEventId;
        copy.sectionId = copiedSection.id();
        copy.name = name;
        copy.capacity = capacity;
        copy.shape = shape;
        copy.size = size;
        copy.x = x;
        copy.y = y;
        return copy;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long sectionId() {
        return sectionId;
    }

    String name() {
        return name;
    }

    int capacity() {
        return capacity;
    }

    TableShape shape() {
        return shape;
    }

    TableSize size() {
        return size;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    void apply(TablePatch patch) {
        sectionId = patch.sectionId().over(sectionId);
        name = patch.name().over(name);
        capacity = patch.capacity().over(capacity);
        shape = patch.shape().over(shape);
        size = patch.size().over(size);
        if (patch.coordinates().isGiven()) {
            x = patch.coordinates().over(null).x();
            y = patch.coordinates().over(null).y();
        }
    }
}
