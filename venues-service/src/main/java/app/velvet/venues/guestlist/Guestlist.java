package app.velvet.venues.guestlist;

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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.annotations.PartitionKey;

/** That a contact is put down for an event, with others. {@link WholeGuestlists} reads it with all that it embeds. */
@Entity
class Guestlist {

    static final String SEQUENCE = "guestlist_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long eventId;

    @Column(updatable = false)
    private long venueId;

    @Column(updatable = false)
    private long contactId;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    private long userId;

    private boolean approved;

    @Enumerated(EnumType.STRING)
    private GuestlistState state = GuestlistState.ACTIVE;

    private boolean tally;

    private int countMales;

    private int countFemales;

    private Integer actualCountMales;

    private Integer actualCountFemales;

    private Long typeForMalesId;

    private Long typeForFemalesId;

    @Enumerated(EnumType.STRING)
    private GuestlistStatus status = GuestlistStatus.NOT_CONFIRMED;

    @Enumerated(EnumType.STRING)
    private GuestlistStatus lastStatus;

    private boolean expected = true;

    private String note;

    private String published;

    private int commandsWanted;

    protected Guestlist() {}

    /** @param userId whose it is */
    Guestlist(long companyId, long eventId, long venueId, long contactId, long userId, Instant createdAt) {
        this.companyId = companyId;
        this.eventId = eventId;
        this.venueId = venueId;
        this.contactId = contactId;
        this.userId = userId;
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

    long userId() {
        return userId;
    }

    boolean isApproved() {
        return approved;
    }

    /** Who may see it. */
    Set<Audience> audience() {
        return GuestlistAccess.audience(venueId, userId);
    }

    /** What of it takes places. */
    Taken taken() {
        return expected ? new Taken(typeForMalesId, typeForFemalesId, countMales, countFemales) : Taken.NOTHING;
    }

    /**
     * How many guests take places, and as what.
     *
     * @param maleTypeId null if they take none, and {@code femaleTypeId} likewise
     */
    record Taken(Long maleTypeId, Long femaleTypeId, int males, int females) {

        static final Taken NOTHING = new Taken(null, null, 0, 0);

        /** The types of which more places are taken than before. */
        Set<Long> moreThan(Taken before) {
            var more = new TreeSet<Long>();
            if (maleTypeId != null && males > (maleTypeId.equals(before.maleTypeId) ? before.males : 0)) {
                more.add(maleTypeId);
            }
            if (femaleTypeId != null && females > (femaleTypeId.equals(before.femaleTypeId) ? before.females : 0)) {
                more.add(femaleTypeId);
            }
            return more;
        }
    }

    void approve(boolean isApproved) {
        approved = isApproved;
    }

    /** Takes over the fields that the patch gives. */
    void apply(GuestlistPatch patch) {
        userId = Objects.requireNonNullElse(patch.userId().over(userId), userId);
        approved = patch.approved().over(approved);
        state = patch.state().over(state);
        tally = patch.tally().over(tally);
        countMales = zeroIfNull(patch.party().males().over(countMales));
        countFemales = zeroIfNull(patch.party().females().over(countFemales));
        actualCountMales = patch.party().actualMales().over(actualCountMales);
        actualCountFemales = patch.party().actualFemales().over(actualCountFemales);
        typeForMalesId = patch.types().forMales().over(typeForMalesId);
        typeForFemalesId = patch.types().forFemales().over(typeForFemalesId);
        note = patch.note().over(note);
        become(patch.status().over(status));
    }

    Long typeForMalesId() {
        return typeForMalesId;
    }

    Long typeForFemalesId() {
        return typeForFemalesId;
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

    private void become(GuestlistStatus newStatus) {
        if (newStatus != status) {
            lastStatus = status;
            status = newStatus;
            expected = newStatus.isExpected();
        }
    }

    private static int zeroIfNull(Integer count) {
        return count == null ? 0 : count;
    }
}
