package app.velvet.venues.reservation;

import app.velvet.api.permission.Audience;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.PartitionKey;

/** That a contact comes to an event. {@link WholeReservations} reads it with all that it embeds. */
@Entity
class Reservation {

    static final String SEQUENCE = "reservation_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    private long eventId;

    private long venueId;

    private long contactId;

    private Long originatorId;

    private Long hostId;

    private Long waitressId;

    private Long referableId;

    @Enumerated(EnumType.STRING)
    private ReferableType referableType;

    private Long sectionId;

    private List<Long> requestedTableIds = List.of();

    private List<Long> assignedTableIds = List.of();

    private Double minimum;

    private Double templateMinimum;

    private int countMales;

    private int countFemales;

    private Integer actualCountMales;

    private Integer actualCountFemales;

    @Enumerated(EnumType.STRING)
    private ReservationStatus status;

    @Enumerated(EnumType.STRING)
    private ReservationStatus lastStatus;

    private boolean lost;

    private String comp;

    private Double actualComp;

    private Double actualSpent;

    private Double prePaid;

    private String checkNumber;

    private String number;

    private List<String> contactDegree = List.of();

    private Integer bottles;

    private boolean closeout;

    private String note;

    private String published;

    private int commandsWanted;

    protected Reservation() {}

    Reservation(long companyId, long contactId, long originatorId, Instant createdAt) {
        this.companyId = companyId;
        this.contactId = contactId;
        this.originatorId = originatorId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long eventId() {
        return eventId;
    }

    long venueId() {
        return venueId;
    }

    long contactId() {
        return contactId;
    }

    /** Who brought the guest; null if nobody did. */
    Long originatorId() {
        return originatorId;
    }

    Long referableId() {
        return referableId;
    }

    ReferableType referableType() {
        return referableType;
    }

    /** Where in the event the guests are to be; null if that is open. */
    Long sectionId() {
        return sectionId;
    }

    List<Long> requestedTableIds() {
        return List.copyOf(requestedTableIds);
    }

    List<Long> assignedTableIds() {
        return List.copyOf(assignedTableIds);
    }

    /** Those that nobody else can have: a lost reservation leaves its tables to others. */
    List<Long> takenTableIds() {
        return lost ? List.of() : assignedTableIds();
    }

    ReservationStatus status() {
        return status;
    }

    int partySize() {
        return countMales + countFemales;
    }

    Double minimum() {
        return minimum;
    }

    boolean isClosedOut() {
        return closeout;
    }

    /** Who may see it. */
    Set<Audience> audience() {
        return ReservationAccess.audience(venueId, originatorId, hostId, waitressId);
    }

    Outcome outcome() {
        return new Outcome(actualSpent, actualComp, actualCountMales, actualCountFemales);
    }

    /** What closing out fixes. */
    record Outcome(Double spent, Double comp, Integer males, Integer females) {}

    /** Takes place at another event: where in it, has to be said anew. */
    void moveTo(long newEventId, long newVenueId) {
        if (eventId != newEventId) {
            eventId = newEventId;
            venueId = newVenueId;
            sectionId = null;
            requestedTableIds = List.of();
            assignedTableIds = List.of();
        }
    }

    /** Takes over the fields that the patch gives, but for its event. */
    void apply(ReservationPatch patch) {
        contactId = patch.contactId().over(contactId);
        applyPeople(patch.people());
        sectionId = patch.place().sectionId().over(sectionId);
        requestedTableIds = patch.place().requestedTableIds().over(requestedTableIds);
        assignedTableIds = patch.place().assignedTableIds().over(assignedTableIds);
        countMales = zeroIfNull(patch.party().males().over(countMales));
        countFemales = zeroIfNull(patch.party().females().over(countFemales));
        actualCountMales = patch.party().actualMales().over(actualCountMales);
        actualCountFemales = patch.party().actualFemales().over(actualCountFemales);
        applyBill(patch.bill());
        note = patch.note().over(note);
        contactDegree = patch.contactDegree().over(contactDegree);
        closeout = patch.closeout().over(closeout);
        become(patch.status().over(status));
    }

    /** What the section asks for counts unless something else was agreed upon. */
    void askedFor(Double sectionMinimum) {
        templateMinimum = sectionMinimum;
        if (minimum == null) {
            minimum = sectionMinimum;
        }
    }

    void touch(Instant now) {
        updatedAt = now;
    }

    /** The number of one more thing that another service is to do because of it. */
    int nextCommand() {
        commandsWanted++;
        return commandsWanted;
    }

    /** @param fingerprint of the form in which it is being published */
    void publishedAs(String fingerprint) {
        published = fingerprint;
    }

    private void applyPeople(ReservationPatch.People people) {
        originatorId = people.originatorId().over(originatorId);
        hostId = people.hostId().over(hostId);
        waitressId = people.waitressId().over(waitressId);
        referableId = people.referableId().over(referableId);
        referableType = people.referableType().over(referableType);
    }

    private void applyBill(ReservationPatch.Bill bill) {
        minimum = bill.minimum().over(minimum);
        comp = bill.comp().over(comp);
        actualComp = bill.actualComp().over(actualComp);
        actualSpent = bill.actualSpent().over(actualSpent);
        prePaid = bill.prePaid().over(prePaid);
        checkNumber = bill.checkNumber().over(checkNumber);
        number = bill.number().over(number);
        bottles = bill.bottles().over(bottles);
    }

    private void become(ReservationStatus newStatus) {
        if (newStatus != status) {
            lastStatus = status;
            status = newStatus;
            lost = newStatus.isLost();
        }
    }

    private static int zeroIfNull(Integer count) {
        return count == null ? 0 : count;
    }
}
