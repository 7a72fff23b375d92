package app.velvet.contacts.goal;

import app.velvet.api.permission.Audience;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.LocalDate;
import java.util.Set;
import org.hibernate.annotations.PartitionKey;

/** How much a user, or each of those who are at home at a venue, is to reach in a period or at an event. */
@Entity
class Goal {

    static final String SEQUENCE = "goal_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private Long userId;

    @Column(updatable = false)
    private Long venueId;

    @Column(updatable = false)
    private Long eventId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private GoalType goalType;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private GoalMethod method;

    @Column(updatable = false)
    private LocalDate periodStart;

    private double goalAmount;

    protected Goal() {}

    Goal(long companyId, NewGoal wanted, Period period) {
        this.companyId = companyId;
        this.userId = wanted.userId();
        this.venueId = wanted.venueId();
        this.eventId = wanted.eventId();
        this.goalType = wanted.goalType();
        this.method = period.method();
        this.periodStart = wanted.eventId() == null ? period.start() : null;
        this.goalAmount = wanted.goalAmount();
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    /** Null if it is for those at home at a venue. */
    Long userId() {
        return userId;
    }

    /** Null if it is for one user. */
    Long venueId() {
        return venueId;
    }

    /** Null if it is for a period. */
    Long eventId() {
        return eventId;
    }

    GoalType goalType() {
        return goalType;
    }

    GoalMethod method() {
        return method;
    }

    /** Null if it is for an event. */
    LocalDate periodStart() {
        return periodStart;
    }

    double goalAmount() {
        return goalAmount;
    }

    void become(double newAmount) {
        goalAmount = newAmount;
    }

    Whose whose() {
        return new Whose(companyId, userId, venueId);
    }

    Set<Audience> audience() {
        return audience(userId, venueId);
    }

    /** Whose goals these are: one of the two is null. */
    static Set<Audience> audience(Long userId, Long venueId) {
        return Set.of(Audience.company(), userId == null ? Audience.venue(venueId) : Audience.user(userId));
    }
}
