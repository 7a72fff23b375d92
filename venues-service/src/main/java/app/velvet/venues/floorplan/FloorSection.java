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

/** A part of a room where tables cost the same. */
@Entity
class FloorSection {

    static final String SEQUENCE = "floor_section_id";

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

    private long roomId;

    private String name;

    @Enumerated(EnumType.STRING)
    private SectionColor color = SectionColor.ORANGE;

    private double minimum;

    private String description;

    protected FloorSection() {}

    FloorSection(long companyId, long venueId) {
        this.companyId = companyId;
        this.venueId = venueId;
    }

    /** The same section in the copy of its room that an event took. */
    FloorSection copy(long copyingEventId, FloorRoom copiedRoom) {
        var copy = new FloorSection(companyId, venueId);
        copy.eventId = copyingEventId;
        copy.roomId = copiedRoom.id();
        copy.name = name;
        copy.color = color;
        copy.minimum = minimum;
        copy.description = description;
        return copy;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long roomId() {
        return roomId;
    }

    String name() {
        return name;
    }

    SectionColor color() {
        return color;
    }

    double minimum() {
        return minimum;
    }

    String description() {
        return description;
    }

    void apply(SectionPatch patch) {
        roomId = patch.roomId().over(roomId);
        name = patch.name().over(name);
        color = patch.color().over(color);
        minimum = patch.minimum().over(minimum);
        description = patch.description().over(description);
    }
}
