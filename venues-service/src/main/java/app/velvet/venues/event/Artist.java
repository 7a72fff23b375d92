package app.velvet.venues.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** Somebody who performs at events. */
@Entity
class Artist {

    static final String SEQUENCE = "artist_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    private String name;

    private String status;

    private String description;

    private String avatar;

    protected Artist() {}

    Artist(long companyId) {
        this.companyId = companyId;
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

    String status() {
        return status;
    }

    String description() {
        return description;
    }

    /** The name of an image, or null. */
    String avatar() {
        return avatar;
    }

    void changeAvatar(String image) {
        avatar = image;
    }

    void apply(ArtistPatch patch) {
        name = patch.name().over(name);
        status = patch.status().over(status);
        description = patch.description().over(description);
    }
}
