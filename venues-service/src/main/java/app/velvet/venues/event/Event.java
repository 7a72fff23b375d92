package app.velvet.venues.event;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.annotations.PartitionKey;

/** A night at a venue. {@link WholeEvents} reads it with all that hangs on it. */
@Entity
class Event {

    static final String SEQUENCE = "event_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long venueId;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    private String name;

    @Embedded
    private EventTimes times;

    @Enumerated(EnumType.STRING)
    private EventState state;

    @Embedded
    private EventDetails details;

    private Long guestlistTemplateId;

    private List<Long> artistIds;

    private String poster;

    protected Event() {}

    Event(long companyId, long venueId, Instant createdAt) {
        this.companyId = companyId;
        this.venueId = venueId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.state = EventState.ACTIVE;
        this.details = EventDetails.NONE;
        this.artistIds = List.of();
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

    Long guestlistTemplateId() {
        return guestlistTemplateId;
    }

    /** In ascending order. */
    List<Long> artistIds() {
        return List.copyOf(artistIds);
    }

    /** The name of an image, or null. */
    String poster() {
        return poster;
    }

    void changePoster(String image) {
        poster = image;
    }

    EventOverview overview(Instant now) {
        return new EventOverview(
                companyId,
                id,
                venueId,
                name,
                times.date(),
                state == EventState.ACTIVE,
                times.isStarted(now),
                times.isOver(now),
                guestlistTemplateId,
                details.guestlistSales());
    }

    /** Takes over the fields that the patch gives. */
    void apply(EventPatch patch, ZoneId zone) {
        name = patch.name().over(name);
        times = times == null
                ? EventTimes.of(
                        patch.date().over(null),
                        patch.startTime().over(null),
                        patch.endTime().over(null),
                        zone)
                : EventTimes.of(
                        patch.date().over(times.date()),
                        patch.startTime().over(times.startTime()),
                        patch.endTime().over(times.endTime()),
                        zone);
        state = patch.state().over(state);
        details = patch.details().apply(details);
        guestlistTemplateId = patch.guestlistTemplateId().over(guestlistTemplateId);
        if (patch.artistIds().isGiven()) {
            artistIds = patch.artistIds().over(List.of()).stream()
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** Its hours stay; when they are depends on the zone. */
    void moveTo(ZoneId zone) {
        times = times.in(zone);
    }

    void touch(Instant now) {
        updatedAt = now;
    }
}
