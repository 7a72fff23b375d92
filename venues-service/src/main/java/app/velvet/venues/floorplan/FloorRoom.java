package app.velvet.venues.floorplan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** A room of a venue or, as it was when the event was made, of an event. */
@Entity
class FloorRoom {

    static final String SEQUENCE = "floor_room_id";

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

    private String name;

    protected FloorRoom() {}

    FloorRoom(long companyId, long venueId) {
        this.companyId = companyId;
        this.venueId = venueId;
    }

    /** The same room for an event. */
    FloorRoom copy(long copyingEventId) {
        var copy = new FloorRoom(companyId, venueId);
        copy.eventId = copyingEventId;
        copy.name = name;
        return copy;
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

    void apply(RoomPatch patch) {
        name = patch.name().over(name);
    }
}
